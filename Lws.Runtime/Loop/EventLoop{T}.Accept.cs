using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Lws.Connections;
using Lws.Handshake;
using Lws.Interop;
using Lws.Observability;

namespace Lws.Loop;

/// <summary>Listening and accepting, up to the limit of the fd table.</summary>
internal sealed partial class EventLoop<TDispatch, TTable, TIo>
{
    // Enough to empty a usual backlog, few enough that connections get their turn in between.
    private const int AcceptsAtOnce = 64;

    // A pause costs two system calls a listener: at high rates it is for several accepts, in milliseconds.
    private const uint LeastPause = 10;

    // libwebsockets waits as long when descriptors have run out.
    private const uint AcceptPause = 100;

    // A server that stays full, or without descriptors, says so in the log now and then, not at every client.
    private const uint Silence = 60_000;

    private readonly List<int> _listeners = [];
    private bool _isPausedFull;
    private bool _isAcceptPaused;
    private bool _mayAccept; // a token of the bucket is taken, and nobody was accepted for it
    private TokenBucket _accepts;
    private uint? _fullToldAt;
    private uint? _failureToldAt;

    internal override IPEndPoint Listen(IPEndPoint endPoint)
    {
        SysResult result = _io.Listen(endPoint, Context.Options.Backlog, out int fd, out IPEndPoint? bound);
        if (result.IsError)
            throw result.ToException();

        EpollInterest interest = _isAcceptPaused ? EpollInterest.None : EpollInterest.Receive;
        SysResult watched = _io.Watch(fd, interest, EventData.Listener(_listeners.Count));
        if (watched.IsError)
        {
            _io.Close(fd);
            throw watched.ToException();
        }

        _listeners.Add(fd);
        return bound!;
    }

    internal override void CloseLastListener()
    {
        _io.Close(_listeners[^1]);
        _listeners.RemoveAt(_listeners.Count - 1);
    }

    private bool IsFull => _table.IsFull || _table.Count >= MaxConnections;

    internal override AdoptResult Adopt(SafeSocketHandle socket, ReadOnlySpan<byte> received)
    {
        if (_isStopping)
            return AdoptResult.Stopping;
        if (IsFull)
            return AdoptResult.Full;
        ReadClock();
        SysResult duplicated = _io.Duplicate((int)socket.DangerousGetHandle());
        if (duplicated.IsError)
            return duplicated.IsOutOfDescriptors ? AdoptResult.Full : AdoptResult.NoSocket;
        if (TryAdd(duplicated.Value, ConnectionState.Handshake, out int slot).IsError)
        {
            _io.Close(duplicated.Value);
            return AdoptResult.NoSocket;
        }

        // A Socket never ends its Dispose when its handle was only marked invalid: the handle has to close a descriptor of its own.
        socket.Dispose();
        _io.Adopt(duplicated.Value);
        ref Connection connection = ref Connections[slot];
        connection.Set(ConnectionFlags.Adopted);
        StartHandshake(ref connection);
        if (!received.IsEmpty)
        {
            KeepPending(ref connection, received);
            connection.Set(ConnectionFlags.Resumed);
            Unsettle(ref connection);
        }

        return AdoptResult.Adopted;
    }

    private void Accept(int listener)
    {
        int listenFd = _listeners[listener];
        for (int accepted = 0; accepted < AcceptsAtOnce && !_isAcceptPaused; accepted++)
        {
            if (IsFull && _whenFull == WhenFull.Pause)
            {
                // Whether somebody waits behind the one that was the last to fit, the next batch tells.
                if (accepted == 0)
                    PauseWhileFull();
                return;
            }

            if (!MayAccept())
            {
                PauseAccept();
                Timers.Arm(TimerNodes.AcceptId, Now + PaceOfAccepts());
                return;
            }

            SysResult result = _io.Accept(listenFd);
            if (result.WouldBlock)
                return;
            _mayAccept = false;
            if (!result.IsError)
                Open(listenFd, result.Value);
            else if (!result.IsLostBeforeAccept)
                BackOff(listenFd, result);
        }
    }

    private int AcceptBurst => Math.Max(Context.Options.MaxAcceptsPerSecond / 10, 1);

    private bool MayAccept()
    {
        int perSecond = Context.Options.MaxAcceptsPerSecond;
        return perSecond == 0 || (_mayAccept = _mayAccept || _accepts.TryTake(1, perSecond, AcceptBurst, Now));
    }

    /// <summary>How long until somebody may be accepted again, in milliseconds; or until several may.</summary>
    private uint PaceOfAccepts() => Math.Max(LeastPause, 1_000 / (uint)Context.Options.MaxAcceptsPerSecond);

    private void Open(int listenFd, int fd)
    {
        if (HalfOpen.IsFull)
            DisplaceHalfOpen();
        if (IsFull)
        {
            RefuseWhileFull(fd);
            return;
        }

        SysResult added = TryAdd(fd, ConnectionState.Handshake, out int slot);
        if (!added.IsError)
        {
            StartHandshake(ref Connections[slot]);
            return;
        }

        _io.Close(fd);
        BackOff(listenFd, added);
    }

    /// <summary>Gives a descriptor a slot and a record, and has it watched; on an error it is the caller's again.</summary>
    private SysResult TryAdd(int fd, ConnectionState state, out int slot)
    {
        EpollInterest interest = state == ConnectionState.Connecting ? EpollInterest.Send : EpollInterest.Receive;
        bool isAdded = _table.TryAdd(fd, out slot);
        Debug.Assert(isAdded, "A table that is not full takes a descriptor.");
        SysResult watched = _io.Watch(fd, interest, EventData.Connection(slot, _table.GenerationOf(slot)));
        if (watched.IsError)
        {
            _table.Close(slot);
            _table.Recycle(slot);
            return watched;
        }

        _received.Prepare();
        Outbound.Buffer.Prepare();
        ref Connection connection = ref Connections.Add(slot, fd, state);
        connection.Set(interest == EpollInterest.Send ? ConnectionFlags.WatchesSend : ConnectionFlags.WatchesReceive);
        connection.LastReceived = Now;
        return watched;
    }

    private void PauseWhileFull()
    {
        if (!_isPausedFull)
            TellFull();
        if (HalfOpen.IsFull)
            DisplaceHalfOpen();
        _isPausedFull = true;
        PauseAccept();
    }

    // Without a slot there is nobody to wait for the peer's FIN: the answer goes out behind what has come in, and that is that.
    private void RefuseWhileFull(int fd)
    {
        TellFull();
        LoopCounts.HandshakeFailed(HandshakeError.ServiceUnavailable);
        _ = _io.Receive(fd, _received.After(default));
        Span<byte> response = stackalloc byte[HandshakeResponse.MaxLength];
        int length = HandshakeResponse.WriteRefused(response, HandshakeError.ServiceUnavailable);
        _ = _io.Send(fd, response[..length], default, default);
        _io.SendFin(fd);
        _io.Close(fd);
    }

    private void TellFull()
    {
        Metrics.Full.Add(1);
        if (_fullToldAt is { } last && Now - last < Silence)
            return;
        _fullToldAt = Now;
        Log.Full(Context.Options.Logger, _table.Count);
    }

    private void BackOff(int listenFd, SysResult result)
    {
        if (result.IsOutOfDescriptors)
            _io.Shed(listenFd, AcceptsAtOnce);
        PauseAccept();
        Timers.Arm(TimerNodes.AcceptId, Now + AcceptPause);
        TellFailure(result);
    }

    private void TellFailure(SysResult result)
    {
        Metrics.AcceptFailed.Add(1);
        if (_failureToldAt is { } last && Now - last < Silence)
            return;
        _failureToldAt = Now;
        Log.AcceptPaused(Context.Options.Logger, AcceptPause, result.ToException().Message);
    }

    private void PauseAccept()
    {
        _isAcceptPaused = true;
        WatchListeners(EpollInterest.None);
    }

    private void ResumeAccept()
    {
        _isPausedFull = false;
        _isAcceptPaused = false;
        Timers.Cancel(TimerNodes.AcceptId);
        WatchListeners(EpollInterest.Receive);
    }

    private void WatchListeners(EpollInterest interest)
    {
        for (int index = 0; index < _listeners.Count; index++)
            _io.ChangeWatch(_listeners[index], interest, EventData.Listener(index));
    }

    private void CloseListeners()
    {
        foreach (int fd in _listeners)
            _io.Close(fd);
        _listeners.Clear();
    }
}

using System.Diagnostics;
using Lws.Buffers;
using Lws.Connections;
using Lws.Dispatch;
using Lws.Interop;

namespace Lws.Loop;

/// <summary>
/// The loop: wait, serve the connections that are ready, run timers, settle what these have left, recycle. Specialised at compile
/// time for the emitted dispatch and fd table and for the kind of I/O.
/// </summary>
/// <remarks>Loop thread only. This file is the batch; the others of this class are accepting, serving and ending.</remarks>
internal sealed partial class EventLoop<TDispatch, TTable, TIo> : EventLoop
    where TDispatch : struct, IDispatch
    where TTable : struct, IFdTable
    where TIo : struct, ILoopIo
{
    // The wheel must be asked at least once in 24 days (TimerWheel).
    private const int LongestWait = 24 * 60 * 60 * 1_000;

    private readonly Handlers<TDispatch> _handlers;
    private readonly SessionLifetime<TDispatch> _sessions;
    private readonly Opening<TDispatch> _opening;
    private readonly Upgrades<TDispatch> _upgrades;
    private readonly ClientOpening<TDispatch> _clientOpening;
    private readonly Inbound<TDispatch> _inbound;
    private readonly ReceiveBuffer _received;
    private readonly SlotList _closed = new();
    private readonly WhenFull _whenFull;
    private TTable _table;
    private TIo _io;

    public EventLoop(LwsContext context, int fdLimit, WhenFull whenFull, TDispatch dispatch, TIo io)
        : base(context, fdLimit, dispatch.Protocols, io.Now)
    {
        _handlers = new Handlers<TDispatch>(this, dispatch);
        _sessions = new SessionLifetime<TDispatch>(this, _handlers);
        _upgrades = new Upgrades<TDispatch>(this, _handlers, _sessions);
        _opening = new Opening<TDispatch>(this, _upgrades);
        _clientOpening = new ClientOpening<TDispatch>(this, _sessions);
        _inbound = new Inbound<TDispatch>(this, _handlers, _sessions);
        _received = new ReceiveBuffer(context.Options.ReceiveBufferSize);
        _whenFull = whenFull;
        _accepts = new TokenBucket(AcceptBurst, io.Now);
        _table = default;
        _table.Initialize(fdLimit);
        _io = io;
        Metrics.Prepare();
    }

    internal override int RunOnce(int timeoutMilliseconds)
    {
        int count = _io.Wait(WaitTime(timeoutMilliseconds));
        Now = _io.Now;
        Counts.BeginBatch();
        Watch.BeginBatch();
        for (int index = 0; index < count; index++)
            Handle(_io[index]);
        RunTimers();
        if (Guard.IsOver)
            Guard.Shed();
        SettleAll();
        Recycle();
        ConcludeAttempts();
        Outbound.DiscardWriter();
        Watch.EndBatch();
        Counts.EndBatch();
        return count;
    }

    internal override void WakeUp() => _io.Wake();

    internal override void ReadClock() => Now = _io.Now;

    internal override TcpEndPoint RemoteOf(ref Connection connection) => _io.PeerOf(connection.Fd);

    internal override TcpEndPoint LocalOf(ref Connection connection) => _io.LocalOf(connection.Fd);

    internal override SysResult Write(int fd, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third) =>
        _io.Send(fd, first, second, third);

    private int WaitTime(int timeoutMilliseconds)
    {
        if (HasUnsettled || _ended.Count > 0)
            return 0;
        int toNextTimer = Timers.MillisecondsToNext(_io.Now);
        int longest = toNextTimer < 0 ? LongestWait : Math.Min(toNextTimer, LongestWait);
        return timeoutMilliseconds < 0 ? longest : Math.Min(timeoutMilliseconds, longest);
    }

    private void Handle(EpollEvent ready)
    {
        var data = new EventData(ready.Data);
        if (data.IsConnection)
        {
            // A slot that was closed earlier in this batch has a new generation: its events are of the past.
            if (_table.IsCurrent(data.Slot, data.Generation))
                Serve(ref Connections[data.Slot], ready.Readiness);
        }
        else if (data.IsWakeUp)
        {
            _io.ClearWake();
            TakeResolved();
            TakeUpgradeAnswers();
            DeliverMail();
        }
        else
        {
            Accept(data.ListenerIndex);
        }
    }

    private void RunTimers()
    {
        uint now = Now; // handlers may have the clock read again
        while (Timers.TryTakeDue(now, out int id))
        {
            if (id == TimerNodes.AcceptId)
                ResumeAccept();
            else if (id == TimerNodes.ConnectId)
                ConnectAgain();
            else if (id == TimerNodes.DrainId)
                CloseNext();
            else if (ContextTimers.Has(id))
                ContextTimers[id].Run();
            else if (TimerNodes.IsDeadline(id))
                CheckDeadline(ref Connections[TimerNodes.SlotOf(id)]);
            else
                RunUserTimer(ref Connections[TimerNodes.SlotOf(id)]);
        }
    }

    private void SettleAll()
    {
        while (TryTakeUnsettled(out int slot))
        {
            ref Connection connection = ref Connections[slot];
            connection.Clear(ConnectionFlags.Unsettled);
            if (connection.Has(ConnectionFlags.Resumed))
                ServePending(ref connection);
            if (Outbound.HasDropped(ref connection))
                TellDropped(ref connection);
            Settle(ref connection);
        }
    }

    private void Recycle()
    {
        if (_closed.IsEmpty)
            return;
        while (_closed.TryTake(out int slot))
        {
            Debug.Assert(Connections[slot].State == ConnectionState.Closed, "Only closed connections are recycled.");
            Connections.Remove(slot);
            _table.Recycle(slot);
        }

        if (_isPausedFull)
            ResumeAccept();
    }
}

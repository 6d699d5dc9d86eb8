using System.Diagnostics;
using System.Net;
using Lws.Connections;
using Lws.Interop;

namespace Lws.Loop;

/// <summary>Listening and accepting, up to the limit of the fd table.</summary>
internal sealed partial class EventLoop<TDispatch, TTable, TIo>
{
    // Enough to empty a usual backlog, few enough that connections get their turn in between.
    private const int AcceptsAtOnce = 64;

    // libwebsockets waits as long when descriptors have run out.
    private const uint AcceptPause = 100;

    private readonly List<int> _listeners = [];
    private bool _isFull;
    private bool _isAcceptPaused;

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
        Log.Listening(Context.Options.Logger, bound!);
        return bound!;
    }

    private void Accept(int listener)
    {
        for (int accepted = 0; accepted < AcceptsAtOnce && !_isAcceptPaused; accepted++)
        {
            if (_table.IsFull || _table.Count >= MaxConnections)
            {
                Log.Full(Context.Options.Logger, _table.Count);
                _isFull = true;
                PauseAccept();
                return;
            }

            SysResult result = _io.Accept(_listeners[listener]);
            if (!result.IsError)
                Open(result.Value);
            else if (result.WouldBlock)
                return;
            else if (!result.IsLostBeforeAccept)
                BackOff(result);
        }
    }

    private void Open(int fd)
    {
        bool isAdded = _table.TryAdd(fd, out int slot);
        Debug.Assert(isAdded, "A table that is not full takes a descriptor.");
        ulong data = EventData.Connection(slot, _table.GenerationOf(slot));
        SysResult watched = _io.Watch(fd, EpollInterest.Receive, data);
        if (watched.IsError)
        {
            _table.Close(slot);
            _table.Recycle(slot);
            _io.Close(fd);
            BackOff(watched);
            return;
        }

        ref Connection connection = ref Connections.Add(slot, fd);
        connection.Set(ConnectionFlags.WatchesReceive);
        connection.LastReceived = Now;
        Deadlines.StartHandshake(ref connection);
    }

    private void BackOff(SysResult result)
    {
        Log.AcceptPaused(Context.Options.Logger, AcceptPause, result.ToException().Message);
        PauseAccept();
        Timers.Arm(TimerNodes.AcceptId, Now + AcceptPause);
    }

    private void PauseAccept()
    {
        _isAcceptPaused = true;
        WatchListeners(EpollInterest.None);
    }

    private void ResumeAccept()
    {
        _isFull = false;
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

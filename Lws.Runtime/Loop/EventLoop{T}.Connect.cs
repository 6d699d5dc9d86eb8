using System.Collections.Concurrent;
using System.Net;
using Lws.Buffers;
using Lws.Connections;
using Lws.Interop;

namespace Lws.Loop;

/// <summary>Connecting out: names are resolved elsewhere, addresses tried one after the other, and, if asked for, all of it again.</summary>
internal sealed partial class EventLoop<TDispatch, TTable, TIo>
{
    // By slot, from the TCP connect to the end of the session.
    private readonly Dictionary<int, ConnectAttempt> _attempts = [];

    // Names that have been resolved, from the threads that did it.
    private readonly ConcurrentQueue<ConnectAttempt> _resolved = [];

    // Names that are being resolved.
    private readonly List<ConnectAttempt> _resolving = [];

    // Failed, or lost, in this batch; and those that wait for their next attempt.
    private readonly List<ConnectAttempt> _ended = [];
    private readonly List<ConnectAttempt> _waiting = [];

    internal override ConnectResult Connect(ConnectAttempt attempt)
    {
        if (_isStopping)
            return ConnectResult.Stopping;
        if (IsFull)
            return ConnectResult.Full;
        ReadClock();
        Begin(attempt);
        return ConnectResult.Started;
    }

    private void Begin(ConnectAttempt attempt)
    {
        attempt.Restart();
        if (attempt.NameToResolve is { } name)
            Resolve(attempt, name);
        else
            ConnectNext(attempt);
    }

    private void Resolve(ConnectAttempt attempt, string name)
    {
        _resolving.Add(attempt);
        Dns.GetHostAddressesAsync(name).ContinueWith(
            task =>
            {
                if (task.IsCompletedSuccessfully)
                    attempt.SetAddresses(task.Result);
                else
                    _ = task.Exception; // seen: no address says enough
                _resolved.Enqueue(attempt);
                _io.Wake();
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private void TakeResolved()
    {
        while (_resolved.TryDequeue(out ConnectAttempt? attempt))
        {
            // A drain in between has told its end already.
            if (!_resolving.Remove(attempt))
                continue;
            if (!attempt.HasAddresses)
                attempt.Fail(ConnectError.NameNotResolved);
            ConnectNext(attempt);
        }
    }

    private void ConnectNext(ConnectAttempt attempt)
    {
        while (!_isStopping && attempt.TryTakeAddress(out IPEndPoint? endPoint))
        {
            if (TryConnect(attempt, endPoint))
                return;
        }

        _ended.Add(attempt);
    }

    private bool TryConnect(ConnectAttempt attempt, IPEndPoint endPoint)
    {
        if (IsFull)
        {
            attempt.Fail(ConnectError.Full);
            return false;
        }

        SysResult result = _io.Connect(endPoint, out int fd);
        if (!result.IsError)
        {
            result = TryAdd(fd, ConnectionState.Connecting, out int slot);
            if (!result.IsError)
            {
                Start(attempt, ref Connections[slot]);
                return true;
            }

            _io.Close(fd);
        }

        attempt.Fail(ConnectError.Unreachable, result.SocketError);
        return false;
    }

    private void Start(ConnectAttempt attempt, ref Connection connection)
    {
        connection.Set(ConnectionFlags.Client);
        connection.Protocol = (byte)attempt.Protocol;
        _attempts.Add(connection.Slot, attempt);
        Deadlines.StartConnect(ref connection);
    }

    /// <summary>The TCP connect has succeeded or failed: sends the request, or lets the connection go.</summary>
    private void FinishConnect(ref Connection connection)
    {
        ConnectAttempt attempt = _attempts[connection.Slot];
        SysResult result = _io.TakeError(connection.Fd);
        if (result.IsError)
        {
            FailConnect(ref connection, ConnectError.Unreachable, result);
            return;
        }

        connection.State = ConnectionState.Handshake;
        connection.LastReceived = Now;
        Deadlines.StartHandshake(ref connection);
        Outbound.Cork(ref connection);
        OutputBuffer output = Outbound.Buffer;
        output.Commit(attempt.WriteRequest(output.Free));
        Outbound.Uncork(ref connection);
        Settle(ref connection);
    }

    private void FailConnect(ref Connection connection, ConnectError error, SysResult result = default)
    {
        _attempts[connection.Slot].Fail(error, result.SocketError);
        CloseHandshake.Lose(ref connection);
    }

    /// <summary>The connection's descriptor is closed: what becomes of the attempt is decided when its slot is free again.</summary>
    private void EndAttempt(ref Connection connection)
    {
        if (!_attempts.Remove(connection.Slot, out ConnectAttempt? attempt))
            return;
        if (!attempt.HasOpened && attempt.Error == ConnectError.None)
            attempt.Fail(ConnectError.ConnectionLost);
        attempt.IsOver = connection.Has(ConnectionFlags.EndedByHandler);
        attempt.WasPutOff = Connections.Detail(connection.Slot).CloseCode is CloseCode.ServiceRestart or CloseCode.TryAgainLater;
        _ended.Add(attempt);
    }

    private void ConcludeAttempts()
    {
        // Handlers may connect anew meanwhile; what of that fails at once is for the next batch.
        int count = _ended.Count;
        if (count == 0)
            return;
        for (int index = 0; index < count; index++)
        {
            ConnectAttempt attempt = _ended[index];
            bool isTcpFailure = attempt.Error is ConnectError.Unreachable or ConnectError.ConnectTimeout;
            if (isTcpFailure && attempt.HasAddresses && !_isStopping)
                ConnectNext(attempt);
            else
                Conclude(attempt);
        }

        _ended.RemoveRange(0, count);
    }

    /// <summary>Gives up what waits for a name or for its next attempt.</summary>
    private void StopConnecting()
    {
        _waiting.Clear();
        Timers.Cancel(TimerNodes.ConnectId);
        _ended.AddRange(_resolving);
        _resolving.Clear();
    }

    private void Conclude(ConnectAttempt attempt)
    {
        TimeSpan? delay = null;
        if (attempt.HasOpened)
        {
            if (!attempt.IsOver && !_isStopping)
                delay = attempt.Options.Reconnect?.DelayAfterSession(attempt.WasPutOff);
        }
        else
        {
            attempt.CountFailure();
            if (_isStopping)
                attempt.Fail(ConnectError.Stopping);
            else
                delay = attempt.Options.Reconnect?.DelayAfter(attempt.Failures);
            Counts.ConnectFailed(attempt.Protocol, attempt.Error);
            TellFailure(attempt, delay);
        }

        if (delay is { } wait && !attempt.IsOver)
            WaitToConnect(attempt, wait);
    }

    private void TellFailure(ConnectAttempt attempt, TimeSpan? retryIn)
    {
        Watch.Enter(attempt.Protocol, "OnConnectFailed");
        try
        {
            attempt.TellFailure(retryIn);
        }
        catch (Exception exception)
        {
            Log.ConnectFailedThrew(Context.Options.Logger, attempt.Uri, exception);
        }

        Watch.Exit();
    }

    private void WaitToConnect(ConnectAttempt attempt, TimeSpan wait)
    {
        attempt.RetryAt = Now + (uint)Math.Ceiling(wait.TotalMilliseconds);
        _waiting.Add(attempt);
        if (!Timers.IsArmed(TimerNodes.ConnectId) || _waiting.TrueForAll(other => (int)(attempt.RetryAt - other.RetryAt) <= 0))
            Timers.Arm(TimerNodes.ConnectId, attempt.RetryAt);
    }

    private void ConnectAgain()
    {
        for (int index = _waiting.Count - 1; index >= 0; index--)
        {
            ConnectAttempt attempt = _waiting[index];
            if ((int)(attempt.RetryAt - Now) > 0)
                continue;
            _waiting.RemoveAt(index);
            Begin(attempt);
        }

        if (_waiting.Count > 0)
            Timers.Arm(TimerNodes.ConnectId, _waiting.Min(attempt => attempt.RetryAt - Now) + Now);
    }
}

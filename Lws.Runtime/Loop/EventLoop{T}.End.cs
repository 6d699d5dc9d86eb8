using Lws.Connections;
using Lws.Framing;
using Lws.Handshake;
using Lws.Observability;

namespace Lws.Loop;

/// <summary>The ends of a connection: deadlines, FIN, resets, the last bytes.</summary>
internal sealed partial class EventLoop<TDispatch, TTable, TIo>
{
    internal override void CloseDescriptors()
    {
        // What was posted is called, as its caller was told, and finds a loop that takes nothing any more.
        _isStopping = true;
        Mailbox.Close();
        DeliverMail();
        Counts.Retire();
        _io.Dispose();
        Compression?.Dispose();
        Guard.Share.Close();
    }

    private void CheckDeadline(ref Connection connection)
    {
        switch (Deadlines.Check(ref connection))
        {
            case Deadline.None:
                return;
            case Deadline.Connect:
                FailConnect(ref connection, ConnectError.ConnectTimeout);
                break;
            case Deadline.Handshake:
                TimeOutHandshake(ref connection);
                break;
            case Deadline.Ping:
                Outbound.SendControl(ref connection, Opcode.Ping, default);
                break;
            case Deadline.Idle:
                CloseHandshake.Begin(ref connection, CloseCode.GoingAway, "idle"u8);
                break;
            case Deadline.Lifetime:
                CloseHandshake.Begin(ref connection, CloseCode.GoingAway, "lifetime"u8);
                break;
            case Deadline.Message:
                CloseHandshake.Fail(ref connection, CloseCode.PolicyViolation, byPeer: true);
                break;
            case Deadline.Pong or Deadline.Send or Deadline.Close:
                CloseHandshake.Lose(ref connection);
                break;
        }

        Unsettle(ref connection);
    }

    // Who has sent nothing of a request is owed no answer to it.
    private void TimeOutHandshake(ref Connection connection)
    {
        if (connection.Has(ConnectionFlags.Client))
        {
            FailConnect(ref connection, ConnectError.HandshakeTimeout);
            return;
        }

        bool isHalfOpen = connection.State == ConnectionState.Handshake;
        if (isHalfOpen && connection.Pending == 0)
        {
            LoopCounts.HandshakeFailed(HandshakeError.RequestTimeout);
            CloseHandshake.Lose(ref connection);
            return;
        }

        if (isHalfOpen)
            HalfOpen.Remove();
        else
            Deferred.Abandon(ref connection);
        Outbound.Cork(ref connection);
        _opening.Refuse(ref connection, isHalfOpen ? HandshakeError.RequestTimeout : HandshakeError.DecisionTimeout);
        Outbound.Uncork(ref connection);
    }

    private void ReceiveFin(ref Connection connection)
    {
        connection.Set(ConnectionFlags.FinReceived);
        if (connection.State != ConnectionState.Ending)
            LosePeer(ref connection);
    }

    /// <summary>The peer has hung up, or the network has failed.</summary>
    private void LosePeer(ref Connection connection)
    {
        if (connection.State is ConnectionState.Handshake or ConnectionState.Upgrading && !connection.Has(ConnectionFlags.Client))
            LoopCounts.HandshakeLost();
        CloseHandshake.Lose(ref connection);
    }

    /// <summary>Goes on with the end: the last bytes, then our FIN, then, after the peer's, the descriptor.</summary>
    private void Finish(ref Connection connection)
    {
        if (!connection.Has(ConnectionFlags.Cut))
        {
            if (connection.QueueHead != 0 || !TryFinishFile(ref connection))
                return;
            if (!connection.Has(ConnectionFlags.FinSent))
            {
                connection.Set(ConnectionFlags.FinSent);
                _io.SendFin(connection.Fd);
            }
        }

        if (connection.Has(ConnectionFlags.Cut) || connection.Has(ConnectionFlags.FinReceived))
            Close(ref connection);
    }

    /// <summary>Sends of a mounted file what the socket takes, out of the file's own bytes.</summary>
    private bool TryFinishFile(ref Connection connection)
    {
        ref ConnectionDetail detail = ref Connections.Detail(connection.Slot);
        if (detail.File == 0)
            return true;

        ReadOnlySpan<byte> response = Context.Mounted!.ResponseOf(detail.File - 1).Span;
        while (detail.Progress < response.Length && !connection.Has(ConnectionFlags.Blocked))
        {
            int sent = Outbound.SendDirect(ref connection, response[detail.Progress..]);
            if (sent < 0)
                return true;
            detail.Progress += sent;
            Deadlines.StartClosing(ref connection);
        }

        return detail.Progress == response.Length;
    }

    private void Close(ref Connection connection)
    {
        // Somebody else may hold an adopted socket open, and then closing it does not end the watch.
        if (connection.Has(ConnectionFlags.Adopted))
            _io.Unwatch(connection.Fd);
        _io.Close(connection.Fd);
        _table.Close(connection.Slot);
        Timers.Cancel(TimerNodes.DeadlineId(connection.Slot));
        Outbound.Discard(ref connection);
        ReturnBlock(ref connection.Pending);
        connection.State = ConnectionState.Closed;
        if (connection.Has(ConnectionFlags.Client))
            EndAttempt(ref connection);
        _closed.Add(connection.Slot);
    }
}

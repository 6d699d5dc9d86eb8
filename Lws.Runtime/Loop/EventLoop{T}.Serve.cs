using System.Diagnostics;
using Lws.Connections;
using Lws.Interop;

namespace Lws.Loop;

/// <summary>Serving one connection: receive, hand on, send, and settle what its state asks for.</summary>
internal sealed partial class EventLoop<TDispatch, TTable, TIo>
{
    private const EpollReadiness Broken = EpollReadiness.Error | EpollReadiness.HangUp;

    private void Serve(ref Connection connection, EpollReadiness readiness)
    {
        if (connection.State == ConnectionState.Connecting)
        {
            FinishConnect(ref connection);
            return;
        }

        // What had arrived before is served before a FIN that has arrived since.
        if (connection.Has(ConnectionFlags.Resumed))
            ServePending(ref connection);
        if ((readiness & EpollReadiness.Send) != 0)
            SendQueued(ref connection);

        bool isBroken = (readiness & Broken) != 0;
        if (connection.Has(ConnectionFlags.Paused) || connection.Has(ConnectionFlags.FinReceived))
        {
            // It is not read from, so a reset is learnt from here alone.
            if (isBroken)
                LosePeer(ref connection);
        }
        else if ((readiness & EpollReadiness.Receive) != 0 || isBroken)
        {
            Receive(ref connection);
        }

        // Others may yet send to it in this batch: then all of that goes out at once, when the batch ends.
        if (!connection.Has(ConnectionFlags.Unsettled))
            Settle(ref connection);
    }

    private void SendQueued(ref Connection connection)
    {
        bool owesWritable = Outbound.OwesWritable(ref connection);
        Outbound.Flush(ref connection);
        if (Outbound.HasDropped(ref connection))
            Unsettle(ref connection);
        if (!owesWritable || connection.State != ConnectionState.Open
            || connection.QueuedBytes > Traits[connection.Protocol].LowQueuedBytes)
        {
            return;
        }

        Outbound.ForgetWritable(ref connection);
        Outbound.Cork(ref connection);
        _handlers.OnWritable(ref connection);
        Outbound.Uncork(ref connection);
    }

    private void TellDropped(ref Connection connection)
    {
        int count = Outbound.BeginTellDropped(ref connection);
        if (connection.HasSession)
        {
            Outbound.Cork(ref connection);
            _handlers.OnDropped(ref connection, count);
            Outbound.Uncork(ref connection);
        }

        Outbound.EndTellDropped(ref connection);
    }

    private void Receive(ref Connection connection)
    {
        ReadOnlySpan<byte> pending = connection.Pending == 0 ? default : Blocks[connection.Pending].Filled;
        SysResult result = _io.Receive(connection.Fd, _received.After(pending));
        if (result.WouldBlock)
            return;
        if (result.IsError)
        {
            LosePeer(ref connection);
            return;
        }

        if (result.Value == 0)
        {
            ReceiveFin(ref connection);
            return;
        }

        connection.LastReceived = Now;
        Span<byte> input = _received.First(pending.Length + result.Value);
        ReturnBlock(ref connection.Pending);
        HandOn(ref connection, input);
    }

    /// <summary>Serves what had arrived before the handler paused.</summary>
    private void ServePending(ref Connection connection)
    {
        connection.Clear(ConnectionFlags.Resumed);
        if (connection.Pending == 0 || connection.Has(ConnectionFlags.Paused) || !IsRead(in connection))
            return;

        ReadOnlySpan<byte> pending = Blocks[connection.Pending].Filled;
        Span<byte> input = _received.First(pending.Length);
        pending.CopyTo(input);
        ReturnBlock(ref connection.Pending);
        HandOn(ref connection, input);
    }

    private void HandOn(ref Connection connection, Span<byte> input)
    {
        Debug.Assert(connection.Pending == 0, "What was pending is in the input.");
        Outbound.Cork(ref connection);
        if (connection.State == ConnectionState.Handshake)
            ReadHead(ref connection, ref input);
        if (connection.State is ConnectionState.Open or ConnectionState.Closing)
        {
            int arrived = input.Length;
            _inbound.ReadFrames(ref connection, ref input);
            if (connection.Has(ConnectionFlags.Counted))
                Counts.ReceivedBytes(in connection, arrived - input.Length);
        }

        Outbound.Uncork(ref connection);

        if (!input.IsEmpty && IsRead(in connection))
            KeepPending(ref connection, input);
    }

    private static bool IsRead(ref readonly Connection connection) =>
        connection.State is ConnectionState.Handshake or ConnectionState.Upgrading or ConnectionState.Open or ConnectionState.Closing;

    private void ReadHead(ref Connection connection, ref Span<byte> input)
    {
        if (connection.Has(ConnectionFlags.Client))
            _clientOpening.ReadHead(ref connection, _attempts[connection.Slot], ref input);
        else
            _opening.ReadHead(ref connection, ref input);
    }

    private void KeepPending(ref Connection connection, ReadOnlySpan<byte> rest)
    {
        connection.Pending = Blocks.Rent(rest.Length);
        ref Buffers.Block block = ref Blocks[connection.Pending];
        rest.CopyTo(block.Free);
        block.End = rest.Length;
    }

    private void RunUserTimer(ref Connection connection)
    {
        if (connection.State != ConnectionState.Open)
            return;
        Outbound.Cork(ref connection);
        _handlers.OnTimer(ref connection);
        Outbound.Uncork(ref connection);
        Unsettle(ref connection);
    }

    /// <summary>Brings the outside in line with the connection's state: output, the end of a session, FIN, the watch.</summary>
    private void Settle(ref Connection connection)
    {
        if (connection.State is ConnectionState.Free or ConnectionState.Connecting or ConnectionState.Closed)
            return;
        if (connection.QueueHead != 0 && !connection.Has(ConnectionFlags.Blocked) && !connection.Has(ConnectionFlags.Cut))
            Outbound.Flush(ref connection);
        if (connection.State == ConnectionState.Failed)
            _sessions.EndFailed(ref connection);
        if (connection.State == ConnectionState.Ending)
            Finish(ref connection);
        if (connection.State != ConnectionState.Closed)
            UpdateWatch(ref connection);
    }

    private void UpdateWatch(ref Connection connection)
    {
        bool receive = !connection.Has(ConnectionFlags.Paused) && !connection.Has(ConnectionFlags.FinReceived);
        bool send = connection.Has(ConnectionFlags.Blocked);
        if (receive == connection.Has(ConnectionFlags.WatchesReceive) && send == connection.Has(ConnectionFlags.WatchesSend))
            return;

        connection.Clear(ConnectionFlags.WatchesReceive | ConnectionFlags.WatchesSend);
        connection.Set((receive ? ConnectionFlags.WatchesReceive : 0) | (send ? ConnectionFlags.WatchesSend : 0));
        EpollInterest interest = (receive ? EpollInterest.Receive : 0) | (send ? EpollInterest.Send : 0);
        _io.ChangeWatch(connection.Fd, interest, EventData.Connection(connection.Slot, _table.GenerationOf(connection.Slot)));
    }
}

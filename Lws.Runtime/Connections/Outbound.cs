using System.Diagnostics;
using Lws.Buffers;
using Lws.Dispatch;
using Lws.Framing;
using Lws.Loop;

namespace Lws.Connections;

/// <summary>The way out: frames are written into the loop's output buffer for the connection that is being served, else queued.</summary>
/// <remarks>
/// Loop thread only. The loop corks the connection that it serves and uncorks it when done, which is when its output goes out, in
/// one system call. Output for any other connection is queued, and goes out when the batch ends. This file is what happens to a message;
/// the others of this class are compressed messages, control frames, and frames that do not go through the buffer.
/// </remarks>
internal sealed partial class Outbound(EventLoop loop)
{
    private const int NoSlot = -1;
    private const int OutputBufferSize = 16_384;

    private readonly MaskingKeys _keys = new();
    private readonly OutputBuffer _output = new(OutputBufferSize);
    private readonly SendQueue _queue = new(loop);
    private int _corked = NoSlot;
    private bool _isTellingDropped;

    public long Bytes => _output.Bytes + _keys.Bytes + _queue.Bytes;

    /// <summary>The connection that is being served, or -1. Any thread: the loop may go on meanwhile.</summary>
    public int Corked => Volatile.Read(ref _corked);

    /// <summary>The output buffer while the connection is corked and nothing waits before it: for the handshake's response.</summary>
    public OutputBuffer Buffer => _output;

    public void Cork(ref Connection connection)
    {
        Debug.Assert(_corked == NoSlot && _output.IsEmpty, "One connection is corked at a time.");
        _corked = connection.Slot;
    }

    /// <summary>Sends what the buffer holds; what the socket does not take is queued.</summary>
    public void Uncork(ref Connection connection)
    {
        Debug.Assert(_corked == connection.Slot, "Another connection is corked.");
        if (connection.Has(ConnectionFlags.Cut))
            DropBuffered();
        else if (!_output.IsEmpty)
            WriteBuffered(ref connection);
        _corked = NoSlot;
    }

    /// <summary>Forgets the connection that a fault has left corked, and what it was about to send.</summary>
    public void Abandon()
    {
        DropBuffered();
        _corked = NoSlot;
    }

    /// <summary>Sends a data frame that is a whole message.</summary>
    public SendResult Send(ref Connection connection, Opcode opcode, ReadOnlySpan<byte> payload)
    {
        if (connection.State != ConnectionState.Open)
            return SendResult.Closed;
        if (TryBuffer(ref connection, opcode, payload))
            return SendResult.Sent;
        return SendMessage(ref connection, opcode, new Payload(payload));
    }

    /// <summary>Sends a whole message as it is, whatever was agreed about compression.</summary>
    public SendResult SendUncompressed(ref Connection connection, Opcode opcode, ReadOnlySpan<byte> payload)
    {
        if (connection.State != ConnectionState.Open)
            return SendResult.Closed;
        CheckWhole(in connection);
        return SendPlain(ref connection, opcode, new Payload(payload));
    }

    /// <summary>Sends several pieces as one message.</summary>
    public SendResult Send(ref Connection connection, Opcode opcode, scoped in Payload payload)
    {
        if (connection.State != ConnectionState.Open)
            return SendResult.Closed;
        return SendMessage(ref connection, opcode, in payload);
    }

    /// <summary>Sends a message that, while the socket is full, replaces the one of the same key (<see cref="QueueFull.KeepLatest"/>).</summary>
    public SendResult Send(ref Connection connection, Opcode opcode, ReadOnlySpan<byte> payload, ulong key)
    {
        if (!connection.Has(ConnectionFlags.Blocked) || connection.State != ConnectionState.Open)
            return Send(ref connection, opcode, payload);
        ref readonly ProtocolTraits traits = ref loop.Traits[connection.Protocol];
        if (traits.WhenQueueFull != QueueFull.KeepLatest)
            return Send(ref connection, opcode, payload);

        CheckWhole(in connection);
        bool isQueued = IsDeflated(in connection, payload.Length)
            ? TryQueueKeyedDeflated(ref connection, opcode, payload, key, traits.MaxQueuedBytes)
            : TryQueueKeyed(ref connection, opcode, payload, key, traits.MaxQueuedBytes);
        if (!isQueued)
            return Drop(ref connection, in traits);
        loop.Counts.SentMessage(in connection);
        return SendResult.Queued;
    }

    /// <summary>From now on parts are sent: each a frame, the last by <see cref="SendPart"/> with <c>isFinal</c>.</summary>
    public static void BeginMessage(ref Connection connection, Opcode opcode)
    {
        if (connection.State != ConnectionState.Open)
            return;
        CheckWhole(in connection);
        connection.Set(ConnectionFlags.MidMessage);
        connection.NextPart = opcode;
    }

    /// <summary>Sends a part of a message that has begun. One that finds no room can be sent again: nothing of it was sent.</summary>
    public SendResult SendPart(ref Connection connection, ReadOnlySpan<byte> part, bool isFinal)
    {
        if (connection.State != ConnectionState.Open)
            return SendResult.Closed;
        if (!connection.Has(ConnectionFlags.MidMessage))
            ThrowHelper.NoMessageBegun();

        ref readonly ProtocolTraits traits = ref loop.Traits[connection.Protocol];
        var payload = new Payload(part);
        SendResult result = SendFrame(ref connection, connection.NextPart, isFinal, in payload, traits.MaxQueuedBytes);
        if (result is SendResult.Sent or SendResult.Queued)
        {
            connection.NextPart = Opcode.Continuation;
            if (isFinal)
            {
                connection.Clear(ConnectionFlags.MidMessage);
                loop.Counts.SentMessage(in connection);
            }
        }
        else if (result == SendResult.Dropped && traits.WhenQueueFull == QueueFull.Close)
        {
            return Drop(ref connection, in traits);
        }

        return result;
    }

    /// <summary>Sends our close frame, whatever waits: there is one a connection.</summary>
    public void SendClose(ref Connection connection, ReadOnlySpan<byte> payload)
    {
        if (!TryBuffer(ref connection, Opcode.Close, payload))
            SendFrame(ref connection, Opcode.Close, isFinal: true, new Payload(payload), int.MaxValue);
    }

    /// <summary>Forgets what waits.</summary>
    public void Discard(ref Connection connection)
    {
        Debug.Assert(_corked != connection.Slot, "A connection is not closed while it is served.");
        _queue.Clear(ref connection);
    }

    /// <summary>When the socket last took a byte of what waits.</summary>
    public uint ProgressAt(ref Connection connection) =>
        _queue.HasBacklog(ref connection) ? _queue.BacklogOf(ref connection).ProgressAt : loop.Now;

    /// <summary>Whether <c>OnWritable</c> is awaited.</summary>
    public bool OwesWritable(ref Connection connection) =>
        _queue.HasBacklog(ref connection) && _queue.BacklogOf(ref connection).OwesWritable;

    public void ForgetWritable(ref Connection connection)
    {
        if (_queue.HasBacklog(ref connection))
            _queue.BacklogOf(ref connection).OwesWritable = false;
    }

    /// <summary>Whether <c>OnDropped</c> is awaited.</summary>
    public bool HasDropped(ref Connection connection) =>
        _queue.HasBacklog(ref connection) && _queue.BacklogOf(ref connection).Dropped != 0;

    /// <summary>Takes the number of messages that <c>OnDropped</c> is to be told.</summary>
    public int BeginTellDropped(ref Connection connection)
    {
        ref Backlog backlog = ref _queue.BacklogOf(ref connection);
        int count = backlog.Dropped;
        backlog.Dropped = 0;
        _isTellingDropped = true;
        return count;
    }

    public void EndTellDropped(ref Connection connection)
    {
        _isTellingDropped = false;
        _queue.Rest(ref connection);
    }

    private bool IsBuffered(ref Connection connection) => _corked == connection.Slot && connection.QueueHead == 0;

    private bool TryBuffer(ref Connection connection, Opcode opcode, ReadOnlySpan<byte> payload)
    {
        Span<byte> free = _output.Free;
        if (!IsBuffered(ref connection) || payload.Length > free.Length - FrameHeader.MaxLength)
            return false;
        if (connection.Has(ConnectionFlags.Client | ConnectionFlags.MidMessage | ConnectionFlags.Deflates | ConnectionFlags.Counted))
            return TryBufferUnusual(ref connection, free, opcode, payload);
        _output.Commit(FrameHeader.Write(free, opcode, payload));
        return true;
    }

    private bool TryBufferUnusual(ref Connection connection, Span<byte> free, Opcode opcode, ReadOnlySpan<byte> payload)
    {
        if (opcode is Opcode.Text or Opcode.Binary)
        {
            CheckWhole(in connection);
            if (IsDeflated(in connection, payload.Length))
                return false;
            loop.Counts.SentMessage(in connection);
        }

        _output.Commit(connection.Has(ConnectionFlags.Client)
            ? FrameHeader.WriteMasked(free, opcode, payload, _keys.Take())
            : FrameHeader.Write(free, opcode, payload));
        return true;
    }

    // RFC 6455 5.4: the frames of a message are not interleaved with another's.
    private static void CheckWhole(ref readonly Connection connection)
    {
        if (connection.Has(ConnectionFlags.MidMessage))
            ThrowHelper.MessageUnfinished();
    }

    private SendResult SendMessage(ref Connection connection, Opcode opcode, scoped in Payload payload)
    {
        CheckWhole(in connection);
        return TrySendDeflated(ref connection, opcode, in payload, out SendResult result)
            ? result
            : SendPlain(ref connection, opcode, in payload);
    }

    private SendResult SendPlain(ref Connection connection, Opcode opcode, scoped in Payload payload)
    {
        ref readonly ProtocolTraits traits = ref loop.Traits[connection.Protocol];
        SendResult result = SendFrame(ref connection, opcode, isFinal: true, in payload, traits.MaxQueuedBytes);
        if (result == SendResult.Dropped)
            return Drop(ref connection, in traits);
        if (result != SendResult.Closed)
            loop.Counts.SentMessage(in connection);
        return result;
    }

    private SendResult Drop(ref Connection connection, ref readonly ProtocolTraits traits)
    {
        loop.Counts.Dropped(in connection);
        if (traits.WhenQueueFull == QueueFull.Close)
        {
            loop.CloseHandshake.Fail(ref connection, CloseCode.PolicyViolation, byPeer: true);
            return SendResult.Closed;
        }

        ref Backlog backlog = ref _queue.BacklogOf(ref connection);
        backlog.OwesWritable = true;
        if (!traits.Has(ProtocolEvents.Dropped))
            return SendResult.Dropped;

        // What is dropped inside OnDropped waits for another's turn, or a handler that sends could keep the batch from ending.
        backlog.Dropped++;
        if (!_isTellingDropped)
            loop.Unsettle(ref connection);
        return SendResult.Dropped;
    }
}

using System.Diagnostics;
using Lws.Buffers;
using Lws.Framing;
using Lws.Interop;
using Lws.Loop;

namespace Lws.Connections;

/// <summary>The way out: frames are written into the loop's output buffer for the connection that is being served, else queued.</summary>
/// <remarks>
/// Loop thread only. The loop corks the connection that it serves and uncorks it when done, which is when its output goes out, in
/// one system call. Output for any other connection is queued, and goes out when the batch ends.
/// </remarks>
internal sealed class Outbound(EventLoop loop)
{
    private const int NoSlot = -1;
    private const int OutputBufferSize = 16_384;

    // A full queue still takes this much of pings and pongs.
    private const int ControlQuota = 1_024;

    private readonly MaskingKeys _keys = new();
    private readonly OutputBuffer _output = new(OutputBufferSize);
    private readonly SendQueue _queue = new(loop.Blocks, loop.Connections);
    private int _corked = NoSlot;

    public long Bytes => _output.Bytes + _keys.Bytes;

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
            _output.Clear();
        else if (!_output.IsEmpty)
            WriteThrough(ref connection, default, default);
        _corked = NoSlot;
    }

    /// <summary>Sends a data frame that is a whole message.</summary>
    public SendResult Send(ref Connection connection, Opcode opcode, ReadOnlySpan<byte> payload)
    {
        if (connection.State != ConnectionState.Open)
            return SendResult.Closed;
        if (TryBuffer(ref connection, opcode, payload))
            return SendResult.Sent;
        return SendFrame(ref connection, opcode, payload, loop.Traits[connection.Protocol].MaxQueuedBytes);
    }

    /// <summary>Sends our close frame, whatever waits: there is one a connection.</summary>
    public void SendClose(ref Connection connection, ReadOnlySpan<byte> payload)
    {
        if (!TryBuffer(ref connection, Opcode.Close, payload))
            SendFrame(ref connection, Opcode.Close, payload, int.MaxValue);
    }

    /// <summary>Sends a ping or pong: not held back by the limit of the queue, but by a quota above it.</summary>
    public SendResult SendControl(ref Connection connection, Opcode opcode, ReadOnlySpan<byte> payload)
    {
        if (TryBuffer(ref connection, opcode, payload))
            return SendResult.Sent;
        return SendFrame(ref connection, opcode, payload, loop.Traits[connection.Protocol].MaxQueuedBytes + ControlQuota);
    }

    /// <summary>Sends what waits, until it is gone or the socket is full.</summary>
    public void Flush(ref Connection connection)
    {
        connection.Clear(ConnectionFlags.Blocked);
        while (connection.QueueHead != 0 && !connection.Has(ConnectionFlags.Blocked))
        {
            _queue.Peek(ref connection, out ReadOnlySpan<byte> first, out ReadOnlySpan<byte> second, out ReadOnlySpan<byte> third);
            int sent = Write(ref connection, first, second, third);
            if (sent < 0)
                return;
            _queue.Consume(ref connection, sent);
        }
    }

    /// <summary>Sends bytes that are not copied, as far as the socket takes them.</summary>
    /// <returns>How many it took, or -1: the connection has failed.</returns>
    public int SendDirect(ref Connection connection, ReadOnlySpan<byte> bytes) => Write(ref connection, bytes, default, default);

    /// <summary>Forgets what waits.</summary>
    public void Discard(ref Connection connection)
    {
        Debug.Assert(_corked != connection.Slot, "A connection is not closed while it is served.");
        _queue.Clear(ref connection);
    }

    private bool IsBuffered(ref Connection connection) => _corked == connection.Slot && connection.QueueHead == 0;

    private bool TryBuffer(ref Connection connection, Opcode opcode, ReadOnlySpan<byte> payload)
    {
        Span<byte> free = _output.Free;
        if (!IsBuffered(ref connection) || payload.Length > free.Length - FrameHeader.MaxLength)
            return false;
        _output.Commit(connection.Has(ConnectionFlags.Client)
            ? FrameHeader.WriteMasked(free, opcode, payload, _keys.Take())
            : FrameHeader.Write(free, opcode, payload));
        return true;
    }

    private SendResult SendFrame(ref Connection connection, Opcode opcode, ReadOnlySpan<byte> payload, int limit)
    {
        Span<byte> header = stackalloc byte[FrameHeader.MaxLength];
        bool isAccepted;
        if (connection.Has(ConnectionFlags.Client))
        {
            uint key = _keys.Take();
            header = header[..FrameHeader.WriteMasked(header, opcode, isFinal: true, payload.Length, key)];
            isAccepted = TryQueueMasked(ref connection, header, payload, key, limit);
        }
        else
        {
            header = header[..FrameHeader.Write(header, opcode, isFinal: true, payload.Length)];
            isAccepted = TrySend(ref connection, header, payload, limit);
        }

        if (!isAccepted)
            return SendResult.Dropped;
        if (connection.Has(ConnectionFlags.Cut))
            return SendResult.Closed;
        return connection.Has(ConnectionFlags.Blocked) ? SendResult.Queued : SendResult.Sent;
    }

    private bool TrySend(ref Connection connection, ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload, int limit)
    {
        if (!IsBuffered(ref connection))
            return TryQueue(ref connection, header, payload, limit, key: 0);
        WriteThrough(ref connection, header, payload);
        return true;
    }

    /// <summary>Masks on the way into the queue: the caller's payload stays as it is, so there is nothing to send directly.</summary>
    private bool TryQueueMasked(ref Connection connection, ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload, uint key, int limit)
    {
        if (IsBuffered(ref connection) && !_output.IsEmpty)
            WriteThrough(ref connection, default, default);
        if (!TryQueue(ref connection, header, payload, limit, key))
            return false;
        if (!connection.Has(ConnectionFlags.Blocked))
            Flush(ref connection);
        return true;
    }

    /// <summary>Sends the buffer and a frame behind it out of the caller's span; only what the socket does not take is copied.</summary>
    private void WriteThrough(ref Connection connection, ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload)
    {
        ReadOnlySpan<byte> buffered = _output.Filled;
        int sent = Write(ref connection, buffered, header, payload);
        if (sent >= 0 && sent < buffered.Length + header.Length + payload.Length)
        {
            AppendRest(ref connection, buffered, ref sent);
            AppendRest(ref connection, header, ref sent);
            AppendRest(ref connection, payload, ref sent);
        }

        _output.Clear();
    }

    private void AppendRest(ref Connection connection, ReadOnlySpan<byte> piece, ref int sent)
    {
        int skipped = Math.Min(sent, piece.Length);
        sent -= skipped;
        _queue.Append(ref connection, piece[skipped..]);
    }

    private bool TryQueue(ref Connection connection, ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload, int limit, uint key)
    {
        long length = (long)header.Length + payload.Length;
        if (connection.QueuedBytes + length > limit && !connection.Has(ConnectionFlags.Blocked))
            Flush(ref connection);
        if (connection.QueuedBytes > 0 && connection.QueuedBytes + length > limit)
            return false;
        if (connection.Has(ConnectionFlags.Cut))
            return true;

        _queue.Append(ref connection, header);
        _queue.Append(ref connection, payload, key);
        loop.Unsettle(ref connection);
        return true;
    }

    private int Write(ref Connection connection, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third)
    {
        SysResult result = loop.Write(connection.Fd, first, second, third);
        if (!result.IsError)
        {
            if (result.Value < first.Length + second.Length + third.Length)
                Block(ref connection);
            return result.Value;
        }

        if (result.WouldBlock)
        {
            Block(ref connection);
            return 0;
        }

        loop.CloseHandshake.Lose(ref connection);
        return -1;
    }

    private void Block(ref Connection connection)
    {
        connection.Set(ConnectionFlags.Blocked);
        loop.Unsettle(ref connection);
    }
}

using System.Diagnostics;
using Lws.Framing;
using Lws.Interop;

namespace Lws.Connections;

/// <summary>Frames that do not go through the buffer as they are: long ones, parts, several pieces, and all behind what waits.</summary>
internal sealed partial class Outbound
{
    /// <summary>Sends what waits, until it is gone or the socket is full.</summary>
    public void Flush(ref Connection connection)
    {
        connection.Clear(ConnectionFlags.Blocked);
        while (connection.QueueHead != 0 && !connection.Has(ConnectionFlags.Blocked))
        {
            bool hasMore = _queue.Peek(ref connection, out ReadOnlySpan<byte> first, out ReadOnlySpan<byte> second, out ReadOnlySpan<byte> third);
            int sent = hasMore && _corked == NoSlot && first.Length + second.Length + third.Length < _output.Free.Length / 2
                ? WriteGathered(ref connection)
                : Write(ref connection, first, second, third);
            if (sent < 0)
                return;
            _queue.Consume(ref connection, sent);
            AnswerLatestPing(ref connection);
        }

        _queue.Rest(ref connection);
    }

    /// <summary>Sends bytes that are not copied, as far as the socket takes them.</summary>
    /// <returns>How many it took, or -1: the connection has failed.</returns>
    public int SendDirect(ref Connection connection, ReadOnlySpan<byte> bytes) => Write(ref connection, bytes, default, default);

    private SendResult SendFrame(ref Connection connection, Opcode opcode, bool isFinal, scoped in Payload payload, int limit)
    {
        if (_output.IsLent && IsBuffered(ref connection))
            EndLoan(opcode);
        if (IsBuffered(ref connection) && payload.Length <= _output.Free.Length - FrameHeader.MaxLength)
        {
            BufferPieces(ref connection, opcode, isFinal, in payload);
            return SendResult.Sent;
        }

        Span<byte> header = stackalloc byte[FrameHeader.MaxLength];
        bool isAccepted;
        if (connection.Has(ConnectionFlags.Client))
        {
            uint mask = _keys.Take();
            header = header[..FrameHeader.WriteMasked(header, opcode, isFinal, payload.Length, mask)];
            isAccepted = TryQueueMasked(ref connection, header, in payload, mask, limit);
        }
        else
        {
            header = header[..FrameHeader.Write(header, opcode, isFinal, payload.Length)];
            isAccepted = TrySend(ref connection, header, in payload, limit);
        }

        if (!isAccepted)
            return SendResult.Dropped;
        if (connection.Has(ConnectionFlags.Cut))
            return SendResult.Closed;
        return connection.Has(ConnectionFlags.Blocked) ? SendResult.Queued : SendResult.Sent;
    }

    private void BufferPieces(ref Connection connection, Opcode opcode, bool isFinal, scoped in Payload payload)
    {
        bool isClient = connection.Has(ConnectionFlags.Client);
        uint mask = isClient ? _keys.Take() : 0;
        Span<byte> free = _output.Free;
        int headerLength = isClient
            ? FrameHeader.WriteMasked(free, opcode, isFinal, payload.Length, mask)
            : FrameHeader.Write(free, opcode, isFinal, payload.Length);
        int end = headerLength;
        for (int index = 0; index < payload.Count; index++)
        {
            payload[index].CopyTo(free[end..]);
            end += payload[index].Length;
        }

        if (isClient)
            Masking.Apply(free[headerLength..end], mask);
        _output.Commit(end);
    }

    private bool TrySend(ref Connection connection, ReadOnlySpan<byte> header, scoped in Payload payload, int limit)
    {
        if (!IsBuffered(ref connection))
            return TryQueue(ref connection, header, in payload, limit, mask: 0);
        WriteThrough(ref connection, header, in payload);
        return true;
    }

    /// <summary>Masks on the way into the queue: the caller's payload stays as it is, so there is nothing to send directly.</summary>
    private bool TryQueueMasked(ref Connection connection, ReadOnlySpan<byte> header, scoped in Payload payload, uint mask, int limit)
    {
        if (IsBuffered(ref connection) && !_output.IsEmpty)
            WriteBuffered(ref connection);
        if (!TryQueue(ref connection, header, in payload, limit, mask))
            return false;
        if (!connection.Has(ConnectionFlags.Blocked))
            Flush(ref connection);
        return true;
    }

    private bool TryQueue(ref Connection connection, ReadOnlySpan<byte> header, scoped in Payload payload, int limit, uint mask)
    {
        long length = header.Length + payload.Length;
        if (connection.QueuedBytes + length > limit && !connection.Has(ConnectionFlags.Blocked))
            Flush(ref connection);
        if (connection.QueuedBytes > 0 && connection.QueuedBytes + length > limit)
            return false;
        if (connection.Has(ConnectionFlags.Cut))
            return true;

        _queue.Append(ref connection, header);
        for (int index = 0; index < payload.Count; index++)
            mask = _queue.Append(ref connection, payload[index], mask);
        loop.Unsettle(ref connection);
        return true;
    }

    private bool TryQueueKeyed(ref Connection connection, Opcode opcode, ReadOnlySpan<byte> payload, ulong key, int limit)
    {
        Span<byte> header = stackalloc byte[FrameHeader.MaxLength];
        bool isClient = connection.Has(ConnectionFlags.Client);
        uint mask = isClient ? _keys.Take() : 0; // which may be a client's key too
        header = header[..(isClient
            ? FrameHeader.WriteMasked(header, opcode, isFinal: true, payload.Length, mask)
            : FrameHeader.Write(header, opcode, isFinal: true, payload.Length))];
        return _queue.TryPut(ref connection, key, header, payload, mask, limit);
    }

    /// <summary>Sends the buffer and a frame behind it out of the caller's spans; only what the socket does not take is copied.</summary>
    private void WriteThrough(ref Connection connection, ReadOnlySpan<byte> header, scoped in Payload payload)
    {
        if (header.Length > _output.Free.Length)
            WriteBuffered(ref connection);
        header.CopyTo(_output.Free);
        _output.Commit(header.Length);
        WriteOrAppend(ref connection, _output.Filled, payload[0], payload[1]);
        _output.Clear();
        for (int index = 2; index < payload.Count; index += 3)
            WriteOrAppend(ref connection, payload[index], payload[index + 1], payload[index + 2]);
    }

    private void WriteBuffered(ref Connection connection)
    {
        Debug.Assert(connection.QueueHead == 0, "What is buffered has nothing in front of it.");
        if (_output.IsLent)
            DiscardWriter();
        if (_output.IsEmpty)
            return;
        ReadOnlySpan<byte> buffered = _output.Filled;
        int sent = Write(ref connection, buffered, default, default);
        if (sent >= 0 && sent < buffered.Length)
            _queue.Append(ref connection, buffered[sent..]);
        _output.Clear();
    }

    private void DropBuffered()
    {
        DiscardWriter();
        _output.Clear();
    }

    private void WriteOrAppend(ref Connection connection, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third)
    {
        int length = first.Length + second.Length + third.Length;
        if (length == 0 || connection.Has(ConnectionFlags.Cut))
            return;
        int sent = connection.QueueHead == 0 ? Write(ref connection, first, second, third) : 0;
        if (sent < 0 || sent == length)
            return;
        AppendRest(ref connection, first, ref sent);
        AppendRest(ref connection, second, ref sent);
        AppendRest(ref connection, third, ref sent);
    }

    private void AppendRest(ref Connection connection, ReadOnlySpan<byte> piece, ref int sent)
    {
        int skipped = Math.Min(sent, piece.Length);
        sent -= skipped;
        _queue.Append(ref connection, piece[skipped..]);
    }

    private int Write(ref Connection connection, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third)
    {
        SysResult result = loop.Write(connection.Fd, first, second, third);
        if (!result.IsError)
        {
            if (connection.Has(ConnectionFlags.Counted))
                loop.Counts.SentBytes(in connection, result.Value);
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

    // Copying short pieces costs less than further system calls. While nothing is corked the buffer is free for it.
    private int WriteGathered(ref Connection connection)
    {
        int length = _queue.Gather(ref connection, _output.Free);
        return Write(ref connection, _output.Free[..length], default, default);
    }

    private void Block(ref Connection connection)
    {
        connection.Set(ConnectionFlags.Blocked);
        loop.Deadlines.StartSend(ref connection);
        loop.Unsettle(ref connection);
    }
}

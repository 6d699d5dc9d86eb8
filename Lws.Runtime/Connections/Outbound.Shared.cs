using Lws.Buffers;
using Lws.Dispatch;

namespace Lws.Connections;

/// <summary>Messages that many connections are sent: what waits refers to the one frame, so that it is in memory once.</summary>
internal sealed partial class Outbound
{
    // The record of a reference takes up about as much: what is shorter is copied where it has to wait.
    private const int LeastShared = 64;

    // So many references are worth a system call, or the records of one batch would add up.
    private const int MostReferences = 64;

    // One frame that waits keeps its neighbours in memory. Above this, short ones are copied where they have to wait.
    private const long MostShared = 16 << 20;

    /// <summary>Sends a message that others are sent too. Never throws: one in the middle of another message misses it, as if it had no
    /// room.</summary>
    public SendResult Send(ref Connection connection, scoped ref SharedMessage message)
    {
        if (connection.State != ConnectionState.Open)
            return SendResult.Closed;
        ref readonly ProtocolTraits traits = ref loop.Traits[connection.Protocol];
        bool isBuffered = IsBuffered(ref connection);
        if (connection.Has(ConnectionFlags.MidMessage) || (isBuffered && _output.IsLent))
            return Miss(ref connection);
        if (connection.Has(ConnectionFlags.Client) || HasOwnContext(ref connection, message.Payload.Length))
            return SendCopy(ref connection, ref message);

        SharedBytes frame = message.FrameFor(ref connection);
        if (isBuffered && TryBuffer(frame))
        {
            loop.Counts.SentMessage(in connection);
            return SendResult.Sent;
        }

        if (isBuffered)
            WriteBuffered(ref connection);
        return Queue(ref connection, frame, message.Key, in traits);
    }

    /// <summary>An open connection is in the middle of a message and is not sent another one, as if it had no room for it.</summary>
    public SendResult Miss(ref Connection connection)
    {
        SendResult result = Drop(ref connection, in loop.Traits[connection.Protocol]);
        _queue.Rest(ref connection);
        return result;
    }

    // Compressed against what the connection alone was sent before (RFC 7692 7.1.1).
    private bool HasOwnContext(ref Connection connection, long length) =>
        IsDeflated(in connection, length) && loop.Connections.Detail(connection.Slot).Deflate.KeepsOutgoingContext(isClient: false);

    // RFC 6455 5.3: a client's frame has a masking key of its own.
    private SendResult SendCopy(ref Connection connection, scoped ref SharedMessage message) => message.Key is { } key
        ? Send(ref connection, message.Opcode, message.Payload, key)
        : Send(ref connection, message.Opcode, message.Payload);

    private bool TryBuffer(SharedBytes frame)
    {
        if (frame.Length > _output.Free.Length)
            return false;
        loop.Blocks.BytesOf(frame).CopyTo(_output.Free);
        _output.Commit(frame.Length);
        return true;
    }

    private SendResult Queue(ref Connection connection, SharedBytes frame, ulong? key, ref readonly ProtocolTraits traits)
    {
        bool isKeyed = key is not null && connection.Has(ConnectionFlags.Blocked) && traits.WhenQueueFull == QueueFull.KeepLatest;
        bool isQueued = isKeyed
            ? _queue.TryPut(ref connection, key.GetValueOrDefault(), frame, traits.MaxQueuedBytes)
            : TryQueue(ref connection, frame, traits.MaxQueuedBytes);
        if (!isQueued)
            return Drop(ref connection, in traits);
        if (connection.Has(ConnectionFlags.Cut))
            return SendResult.Closed;
        loop.Counts.SentMessage(in connection);
        return connection.Has(ConnectionFlags.Blocked) ? SendResult.Queued : SendResult.Sent;
    }

    private bool TryQueue(ref Connection connection, SharedBytes frame, int limit)
    {
        bool isFull = connection.QueuedBytes + (long)frame.Length > limit;
        if ((isFull || _queue.ReferencesOf(ref connection) >= MostReferences) && !connection.Has(ConnectionFlags.Blocked))
            Flush(ref connection);
        if (connection.QueuedBytes > 0 && connection.QueuedBytes + (long)frame.Length > limit)
            return false;
        if (connection.Has(ConnectionFlags.Cut))
            return true;

        if (IsWorthSharing(ref connection, frame))
            _queue.AppendShared(ref connection, frame);
        else
            _queue.Append(ref connection, loop.Blocks.BytesOf(frame));
        loop.Unsettle(ref connection);
        return true;
    }

    // What does not wait goes out with this batch: only what does can add up.
    private bool IsWorthSharing(ref Connection connection, SharedBytes frame)
    {
        if (!connection.Has(ConnectionFlags.Blocked) || _queue.IsBehindLast(ref connection, frame))
            return true;
        return frame.Length > BlockPool.LongestTogether
            || (frame.Length >= LeastShared && loop.Blocks.SharedBytes <= MostShared);
    }
}

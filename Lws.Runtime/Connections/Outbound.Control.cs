using Lws.Buffers;
using Lws.Framing;

namespace Lws.Connections;

/// <summary>Pings and pongs: not held back by the limit of the queue, but by a quota of their own.</summary>
internal sealed partial class Outbound
{
    // Bytes of pings and pongs that may wait, however much else does: some thirty of the longest, a hundred of the usual.
    private const int ControlQuota = 4_096;

    // So many pings without reading one pong are no question whether we live.
    private const int MaxCoalescedPings = 1_000;

    /// <summary>Sends a ping.</summary>
    /// <returns>Dropped where the quota is used up.</returns>
    public SendResult SendControl(ref Connection connection, Opcode opcode, ReadOnlySpan<byte> payload)
    {
        if (TryBuffer(ref connection, opcode, payload))
            return SendResult.Sent;
        return HasQuota(ref connection, payload.Length) ? SendBehind(ref connection, opcode, payload) : SendResult.Dropped;
    }

    /// <summary>
    /// Answers a ping. Beyond the quota only the latest is kept, to be answered when there is quota again: RFC 6455 5.5.3 asks for no more.
    /// </summary>
    public void SendPong(ref Connection connection, ReadOnlySpan<byte> payload)
    {
        if (TryBuffer(ref connection, Opcode.Pong, payload))
            return;
        if (HasQuota(ref connection, payload.Length))
            SendBehind(ref connection, Opcode.Pong, payload);
        else
            Coalesce(ref connection, payload);
    }

    private bool HasQuota(ref Connection connection, int length) =>
        !_queue.HasBacklog(ref connection) || _queue.BacklogOf(ref connection).ControlBytes + length <= ControlQuota;

    private SendResult SendBehind(ref Connection connection, Opcode opcode, ReadOnlySpan<byte> payload)
    {
        SendResult result = SendFrame(ref connection, opcode, isFinal: true, new Payload(payload), int.MaxValue);
        if (connection.QueueHead != 0)
        {
            ref Backlog backlog = ref _queue.BacklogOf(ref connection);
            backlog.ControlBytes += FrameHeader.MaxLength + payload.Length;
            backlog.ControlBlock = backlog.Tail;
        }

        return result;
    }

    private void Coalesce(ref Connection connection, ReadOnlySpan<byte> payload)
    {
        ref Backlog backlog = ref _queue.BacklogOf(ref connection);
        if (++backlog.CoalescedPings > MaxCoalescedPings)
        {
            loop.CloseHandshake.Fail(ref connection, CloseCode.PolicyViolation, byPeer: true);
            return;
        }

        if (backlog.Ping == 0)
            backlog.Ping = loop.Blocks.Rent(FrameBits.MaxSmallLength);
        ref Block latest = ref loop.Blocks[backlog.Ping];
        latest.End = 0;
        payload.CopyTo(latest.Free);
        latest.End = payload.Length;
    }

    /// <summary>Puts the pong that was held back into the queue, once those before it have gone.</summary>
    private void AnswerLatestPing(ref Connection connection)
    {
        ref Backlog backlog = ref _queue.BacklogOf(ref connection);
        if (backlog.Ping == 0 || backlog.ControlBlock != 0 || connection.State != ConnectionState.Open)
            return;

        Span<byte> payload = stackalloc byte[FrameBits.MaxSmallLength];
        ReadOnlySpan<byte> latest = loop.Blocks[backlog.Ping].Filled;
        latest.CopyTo(payload);
        payload = payload[..latest.Length];
        loop.ReturnBlock(ref backlog.Ping);
        backlog.CoalescedPings = 0;
        SendBehind(ref connection, Opcode.Pong, payload);
    }
}

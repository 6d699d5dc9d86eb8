using Lws.Buffers;
using Lws.Dispatch;
using Lws.Framing;
using Lws.Loop;

namespace Lws.Connections;

/// <summary>How fast peers may send: messages, bytes and control frames a second, as their protocol says.</summary>
/// <remarks>
/// Loop thread only. Asked in front of each frame that does not take the hot path; of a protocol with a limit, none does
/// (<see cref="ProtocolTraits.MaxUncountedLength"/>). Such protocols alone have records here. The rate of control frames needs none: it
/// is kept in a time stamp of the connection's own.
/// </remarks>
internal sealed class ReceiveRates(EventLoop loop, int fdLimit)
{
    // How much of a peer's control frames may come at once, in milliseconds at their rate.
    private const uint ControlBurst = 10_000;

    private readonly ChunkedArray<ReceiveAllowance> _allowances = new(fdLimit);
    private int _reserved; // places, from the first on

    public long Bytes => _allowances.Bytes;

    /// <summary>A session opens: its peer may send a burst.</summary>
    public void Start(ref Connection connection)
    {
        loop.Connections.Detail(connection.Slot).PingSentAt = loop.Now;
        ref readonly ProtocolTraits traits = ref loop.Traits[connection.Protocol];
        if (!traits.LimitsRate)
            return;
        while (_reserved <= connection.Slot)
            _allowances.Reserve(_reserved++);
        ref ReceiveAllowance allowance = ref _allowances[connection.Slot];
        allowance.Messages = new TokenBucket(traits.EffectiveMessageBurst, loop.Now);
        allowance.Bytes = new TokenBucket(traits.EffectiveByteBurst, loop.Now);
    }

    /// <summary>Counts what was read of a frame.</summary>
    /// <returns>The limit that it passes, or none. A close frame is always let through.</returns>
    public ProtocolError Admit(ref Connection connection, in ProtocolTraits traits, in FramePart part)
    {
        if (part.Opcode == Opcode.Close)
            return ProtocolError.None;
        if (part.Opcode > Opcode.Close && !AdmitControl(ref connection, traits.MaxControlFramesPerSecond))
            return ProtocolError.TooManyControlFrames;
        if (part.IsFrameStart && !AdmitMessage(ref connection, in traits))
            return ProtocolError.TooManyMessages;
        return AdmitBytes(ref connection, in traits, part.Payload.Length);
    }

    /// <summary>Counts by how many bytes a compressed message has become longer: its own were counted as they arrived.</summary>
    public ProtocolError AdmitInflated(ref Connection connection, int growth) =>
        AdmitBytes(ref connection, in loop.Traits[connection.Protocol], Math.Max(growth, 0));

    private ProtocolError AdmitBytes(ref Connection connection, in ProtocolTraits traits, int count)
    {
        if (traits.MaxBytesPerSecond == 0)
            return ProtocolError.None;
        ref TokenBucket bytes = ref _allowances[connection.Slot].Bytes;
        return bytes.TryTake(count, traits.MaxBytesPerSecond, traits.EffectiveByteBurst, loop.Now)
            ? ProtocolError.None
            : ProtocolError.TooManyBytes;
    }

    private bool AdmitMessage(ref Connection connection, in ProtocolTraits traits)
    {
        if (traits.MaxMessagesPerSecond == 0)
            return true;
        ref TokenBucket messages = ref _allowances[connection.Slot].Messages;
        return messages.TryTake(1, traits.MaxMessagesPerSecond, traits.EffectiveMessageBurst, loop.Now);
    }

    // Each frame moves the time until which frames are paid for; who is a burst ahead of the clock is too fast.
    private bool AdmitControl(ref Connection connection, int perSecond)
    {
        if (perSecond == 0)
            return true;

        // Whatever arrives answers the loop's ping, so the time at which that went out is of no more use.
        ref uint paidUntil = ref loop.Connections.Detail(connection.Slot).PingSentAt;
        uint ahead = paidUntil - loop.Now;
        if (connection.Has(ConnectionFlags.PingSent) || ahead > ControlBurst)
            ahead = 0;
        connection.Clear(ConnectionFlags.PingSent);
        ahead += 1_000 / (uint)perSecond;
        paidUntil = loop.Now + ahead;
        return ahead <= ControlBurst;
    }
}

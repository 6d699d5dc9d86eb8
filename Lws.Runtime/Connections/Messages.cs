using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Unicode;
using Lws.Buffers;
using Lws.Dispatch;
using Lws.Framing;
using Lws.Loop;

namespace Lws.Connections;

/// <summary>
/// Puts messages together. One that lies whole in the receive buffer is handed over where it lies; of any other, what arrives is
/// collected in a pooled block, or handed on piece by piece where the protocol has <c>OnFragment</c>.
/// </summary>
/// <remarks>Loop thread only. A block grows with what has arrived, never with what a header declares.</remarks>
internal sealed class Messages<TDispatch>(EventLoop loop, Handlers<TDispatch> handlers)
    where TDispatch : struct, IDispatch
{
    // What deflate adds to bytes that it cannot make shorter: 5 in 16,383 at most, and as many for each flush.
    private const int DeflateOverheadShare = 16;
    private const int DeflateOverhead = 1_024;

    private readonly DeflatedMessages<TDispatch> _deflated = new(loop, handlers);

    /// <summary>How many more payload bytes the message in progress, or the next, may have.</summary>
    /// <param name="connection">An open or closing connection.</param>
    /// <param name="traits">Its protocol's.</param>
    /// <param name="deflated">The same for a compressed message, before it is inflated.</param>
    public long AllowanceOf(ref Connection connection, in ProtocolTraits traits, out long deflated)
    {
        bool mayBeDeflated = connection.Has(ConnectionFlags.Inflates);
        deflated = mayBeDeflated ? long.MaxValue : FrameReader.NotDeflated;
        long limit = traits.MaxMessageLength;
        if (limit == ProtocolTraits.Unlimited)
            return long.MaxValue;

        long arrived = connection.Reader.IsInMessage ? loop.Connections.Detail(connection.Slot).MessageLength : 0;
        if (mayBeDeflated)
            deflated = limit + limit / DeflateOverheadShare + DeflateOverhead - arrived;
        return Math.Max(limit - arrived, 0);
    }

    /// <summary>Takes a whole message, where it lies.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ProtocolError ReceiveWhole(ref Connection connection, in ProtocolTraits traits, Opcode opcode, ReadOnlySpan<byte> payload)
    {
        if (opcode == Opcode.Text && !Utf8.IsValid(payload))
            return ProtocolError.InvalidUtf8;
        if (connection.State == ConnectionState.Closing)
            return ProtocolError.None;

        if (traits.Has(ProtocolEvents.Fragment | ProtocolTraits.Counted))
            HandOnUnusual(ref connection, in traits, (MessageKind)opcode, payload);
        else
            handlers.OnMessage(ref connection, payload, (MessageKind)opcode);
        return ProtocolError.None;
    }

    /// <summary>Takes what has arrived of a data frame.</summary>
    public ProtocolError Receive(ref Connection connection, in ProtocolTraits traits, FramePart part)
    {
        if (part.IsMessageStart && part.IsMessageEnd && !part.IsDeflated)
            return ReceiveWhole(ref connection, in traits, part.Opcode, part.Payload);

        ProtocolError error = Count(ref connection, in traits, part);
        if (part.IsDeflated && error == ProtocolError.None)
            return _deflated.Receive(ref connection, in traits, part);
        if (error == ProtocolError.None && part.Opcode == Opcode.Text)
            error = Validate(ref connection, part);
        if (error != ProtocolError.None || connection.State == ConnectionState.Closing)
            return error;

        if (part.IsMessageEnd && traits.Has(ProtocolTraits.Counted))
            loop.Counts.ReceivedMessage(in connection);
        if (traits.Has(ProtocolEvents.Fragment))
            handlers.OnFragment(ref connection, part.Payload, KindOf(part), PositionOf(part));
        else if (traits.Has(ProtocolEvents.Message))
            Collect(ref connection, part);
        return ProtocolError.None;
    }

    // Apart, so that the loop over whole messages stays small.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void HandOnUnusual(ref Connection connection, in ProtocolTraits traits, MessageKind kind, ReadOnlySpan<byte> payload)
    {
        if (traits.Has(ProtocolTraits.Counted))
            loop.Counts.ReceivedMessage(in connection);
        if (traits.Has(ProtocolEvents.Fragment))
            handlers.OnFragment(ref connection, payload, kind, FragmentPosition.Whole);
        else
            handlers.OnMessage(ref connection, payload, kind);
    }

    private ProtocolError Count(ref Connection connection, in ProtocolTraits traits, FramePart part)
    {
        ref ConnectionDetail detail = ref loop.Connections.Detail(connection.Slot);
        if (part.IsMessageStart)
        {
            detail.MessageLength = 0;
            detail.Progress = 0;
            connection.Text = default;
        }

        detail.MessageLength += part.Payload.Length;
        if (!part.IsFrameStart)
            return ProtocolError.None;
        if (detail.Progress == traits.MaxFragments && traits.MaxFragments != ProtocolTraits.Unlimited)
            return ProtocolError.TooManyFragments;
        if (detail.Progress < ProtocolTraits.Unlimited)
            detail.Progress++;
        return ProtocolError.None;
    }

    private static ProtocolError Validate(ref Connection connection, FramePart part)
    {
        bool isValid = connection.Text.Append(part.Payload) && (!part.IsMessageEnd || connection.Text.IsComplete);
        return isValid ? ProtocolError.None : ProtocolError.InvalidUtf8;
    }

    private void Collect(ref Connection connection, FramePart part)
    {
        if (!part.Payload.IsEmpty)
            Append(ref connection, part.Payload);
        if (!part.IsMessageEnd)
            return;

        if (connection.Message == 0)
            handlers.OnMessage(ref connection, default, KindOf(part));
        else
            handlers.OnMessage(ref connection, loop.Blocks[connection.Message].Filled, KindOf(part));
        loop.ReturnBlock(ref connection.Message);
    }

    private void Append(ref Connection connection, ReadOnlySpan<byte> payload)
    {
        if (connection.Message == 0)
            connection.Message = loop.Blocks.Rent(payload.Length);
        else if (loop.Blocks[connection.Message].Free.Length < payload.Length)
            connection.Message = loop.Blocks.Grow(connection.Message, loop.Blocks[connection.Message].Filled.Length + payload.Length);

        ref Block block = ref loop.Blocks[connection.Message];
        payload.CopyTo(block.Free);
        block.End += payload.Length;
        Debug.Assert(block.End <= loop.Traits[connection.Protocol].MaxMessageLength, "A message has passed its limit unnoticed.");
    }

    private static MessageKind KindOf(FramePart part) => (MessageKind)part.Opcode;

    private static FragmentPosition PositionOf(FramePart part) =>
        (part.IsMessageStart ? FragmentPosition.First : FragmentPosition.Middle)
        | (part.IsMessageEnd ? FragmentPosition.Final : FragmentPosition.Middle);
}

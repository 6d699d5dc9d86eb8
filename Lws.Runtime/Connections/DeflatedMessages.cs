using System.Buffers;
using System.Diagnostics;
using Lws.Buffers;
using Lws.Dispatch;
using Lws.Framing;
using Lws.Loop;

namespace Lws.Connections;

/// <summary>
/// The compressed ones among the <see cref="Messages{TDispatch}"/>: inflated as they arrive, into the block that the message is collected
/// in, or piece by piece for <c>OnFragment</c>. Nothing compressed is kept.
/// </summary>
/// <remarks>Loop thread only. The limit on messages counts what comes out, and inflating stops at it.</remarks>
internal sealed class DeflatedMessages<TDispatch>(EventLoop loop, Handlers<TDispatch> handlers)
    where TDispatch : struct, IDispatch
{
    private const int ExpectedRatio = 4;
    private const int SmallestBlock = 512;
    private const int PieceLength = 16_384;

    /// <summary>Takes what has arrived of a compressed message.</summary>
    public ProtocolError Receive(ref Connection connection, in ProtocolTraits traits, FramePart part)
    {
        // Nothing that follows will be handed on, so nothing need be inflated for it to refer to.
        if (connection.State == ConnectionState.Closing)
            return ProtocolError.None;

        long maxLength = traits.MaxMessageLength == ProtocolTraits.Unlimited ? long.MaxValue : traits.MaxMessageLength;
        return traits.Has(ProtocolEvents.Fragment)
            ? HandOnPieces(ref connection, part, maxLength)
            : Collect(ref connection, part, (int)maxLength);
    }

    private ProtocolError Collect(ref Connection connection, FramePart part, int maxLength)
    {
        ReadOnlySpan<byte> input = part.Payload;
        if (connection.Message == 0)
            connection.Message = loop.Blocks.Rent(Math.Clamp(ExpectedRatio * input.Length, SmallestBlock, Math.Max(maxLength, SmallestBlock)));
        while (true)
        {
            ref Block block = ref loop.Blocks[connection.Message];
            ProtocolError error = Inflate(ref connection, in part, ref input, maxLength, block.Free, out int written, out OperationStatus status);
            if (error != ProtocolError.None)
                return error;

            block.End += written;
            Debug.Assert(block.End <= maxLength, "An inflated message has passed its limit unnoticed.");
            if (status == OperationStatus.DestinationTooSmall)
                connection.Message = loop.Blocks.Grow(connection.Message, SmallestBlock);
            else if (status == OperationStatus.NeedMoreData)
                return ProtocolError.None;
            else
                break;
        }

        CountWhole(in connection);
        handlers.OnMessage(ref connection, loop.Blocks[connection.Message].Filled, (MessageKind)part.Opcode);
        loop.ReturnBlock(ref connection.Message);
        return ProtocolError.None;
    }

    private ProtocolError HandOnPieces(ref Connection connection, FramePart part, long maxLength)
    {
        ReadOnlySpan<byte> input = part.Payload;
        int piece = loop.Blocks.Rent(PieceLength);
        ProtocolError error;
        OperationStatus status;
        do
        {
            Span<byte> destination = loop.Blocks[piece].Free;
            error = Inflate(ref connection, in part, ref input, maxLength, destination, out int written, out status);
            if (error == ProtocolError.None)
                HandOn(ref connection, part.Opcode, destination[..written], status == OperationStatus.Done);
        }
        while (status == OperationStatus.DestinationTooSmall && error == ProtocolError.None && connection.State == ConnectionState.Open);

        loop.Blocks.Return(piece);
        return error;
    }

    private ProtocolError Inflate(
        ref Connection connection,
        in FramePart part,
        ref ReadOnlySpan<byte> input,
        long maxLength,
        Span<byte> destination,
        out int written,
        out OperationStatus status)
    {
        int arrived = input.Length;
        status = loop.Compression!.Inflate(
            ref connection, ref input, part.IsMessageEnd, maxLength, destination, out written, out ProtocolError error);
        if (error == ProtocolError.None)
            error = loop.Rates.AdmitInflated(ref connection, written - (arrived - input.Length));
        return error == ProtocolError.None
            ? Validate(ref connection, part.Opcode, destination[..written], status == OperationStatus.Done)
            : error;
    }

    private void HandOn(ref Connection connection, Opcode opcode, ReadOnlySpan<byte> inflated, bool isMessageEnd)
    {
        if (inflated.IsEmpty && !isMessageEnd)
            return;
        FragmentPosition position = connection.Has(ConnectionFlags.MidInflate) ? FragmentPosition.Middle : FragmentPosition.First;
        if (isMessageEnd)
        {
            position |= FragmentPosition.Final;
            connection.Clear(ConnectionFlags.MidInflate);
            CountWhole(in connection);
        }
        else
        {
            connection.Set(ConnectionFlags.MidInflate);
        }

        handlers.OnFragment(ref connection, inflated, (MessageKind)opcode, position);
    }

    private void CountWhole(ref readonly Connection connection)
    {
        if (connection.Has(ConnectionFlags.Counted))
            loop.Counts.ReceivedMessage(in connection);
    }

    private static ProtocolError Validate(ref Connection connection, Opcode opcode, ReadOnlySpan<byte> inflated, bool isMessageEnd)
    {
        if (opcode != Opcode.Text)
            return ProtocolError.None;
        bool isValid = connection.Text.Append(inflated) && (!isMessageEnd || connection.Text.IsComplete);
        return isValid ? ProtocolError.None : ProtocolError.InvalidUtf8;
    }
}

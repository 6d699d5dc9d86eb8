using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lws.Framing;

/// <summary>
/// Reads the frames of one connection (RFC 6455 5) out of whatever bytes have arrived, and keeps what must outlive them: 14 bytes
/// without references. The default value is the state in front of the first frame.
/// </summary>
/// <remarks>
/// Call <see cref="Read"/> until it answers <see cref="ReadStatus.NeedMoreData"/>, keep the bytes that it left, and call again
/// with more behind them. Payloads are unmasked in place. Loop thread only.
/// </remarks>
[StructLayout(LayoutKind.Sequential, Pack = sizeof(ushort))]
internal struct FrameReader
{
    /// <summary>In place of a limit on compressed messages: there may be none.</summary>
    public const long NotDeflated = -1;

    // Bit n is set for each opcode n that RFC 6455 5.2 defines: 0, 1, 2, 8, 9, 10.
    private const int DefinedOpcodes = 0b0000_0111_0000_0111;

    // Of the current data frame: the payload bytes to come, and the masking key, rotated for the first of them.
    private long _remaining;
    private uint _key;
    private bool _isFinalFrame;

    // Of the message in progress: Text or Binary, with Deflated if it is; and Continuation between messages.
    private Opcode _message;

    /// <summary>A data message has begun and has not ended.</summary>
    public readonly bool IsInMessage => _message != Opcode.Continuation;

    /// <summary>That message is compressed.</summary>
    public readonly bool IsInDeflated => IsDeflated((int)_message);

    /// <summary>A data frame has begun and has not ended: the next byte is payload.</summary>
    public readonly bool IsInFrame => _remaining > 0;

    /// <summary>
    /// The hot path, to be tried before <see cref="Read"/>: a whole message in one frame of up to 65,535 bytes that is all there. It
    /// leaves no trace in the state. Whatever it does not take, be it unusual or invalid, is for Read to judge.
    /// </summary>
    /// <param name="input">As for Read.</param>
    /// <param name="masked">As for Read.</param>
    /// <param name="maxPayload">As for Read.</param>
    /// <param name="opcode">Text or Binary.</param>
    /// <param name="payload">The message, unmasked, in the input.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool TryReadMessage(ref Span<byte> input, bool masked, int maxPayload, out Opcode opcode, out Span<byte> payload)
    {
        opcode = (Opcode)(input.Length < 2 ? 0 : input[0] ^ FrameBits.Final);
        payload = default;
        if (opcode is not (Opcode.Text or Opcode.Binary) || IsInMessage)
            return false;

        int length = masked ? input[1] ^ FrameBits.Mask : input[1];
        int keyStart = 2;
        if (length > FrameBits.MaxSmallLength)
        {
            if (length != FrameBits.Length16 || input.Length < 2 + sizeof(ushort))
                return false;
            keyStart += sizeof(ushort);
            length = BinaryPrimitives.ReadUInt16BigEndian(input[2..]);
            if (length <= FrameBits.MaxSmallLength)
                return false;
        }

        int start = keyStart + (masked ? FrameBits.KeyLength : 0);
        if (length > maxPayload || length > input.Length - start)
            return false;
        payload = input.Slice(start, length);
        if (masked)
            Masking.Apply(payload, MemoryMarshal.Read<uint>(input[keyStart..]));
        input = input[(start + length)..];
        return true;
    }

    /// <summary>Reads the next control frame, or the part that has arrived of the next or the current data frame.</summary>
    /// <param name="input">The bytes that have arrived; advanced past what the part took, else left alone.</param>
    /// <param name="masked">Whether frames must be masked (from a client) or must not be (from a server).</param>
    /// <param name="maxPayload">How many more payload bytes the message may have; asked at each frame, from its header alone.</param>
    /// <param name="maxDeflated">The same if it is compressed; <see cref="NotDeflated"/> where that was not agreed.</param>
    /// <param name="part">What was read, on Data and Control.</param>
    /// <param name="error">The rule that was broken, on Invalid; known once its byte, or the length field, is there.</param>
    public ReadStatus Read(
        ref Span<byte> input, bool masked, long maxPayload, long maxDeflated, out FramePart part, out ProtocolError error)
    {
        Debug.Assert(maxPayload >= 0, "The size of a message has passed its limit unnoticed.");
        if (!IsInFrame)
            return ReadFrame(ref input, masked, maxPayload, maxDeflated, out part, out error);
        error = ProtocolError.None;
        return ReadRestOfFrame(ref input, masked, out part);
    }

    private ReadStatus ReadFrame(
        ref Span<byte> input, bool masked, long maxPayload, long maxDeflated, out FramePart part, out ProtocolError error)
    {
        part = default;
        error = ProtocolError.None;
        if (input.IsEmpty)
            return ReadStatus.NeedMoreData;

        int first = input[0];
        error = CheckFirstByte(first, maxDeflated != NotDeflated);
        if (error != ProtocolError.None)
            return ReadStatus.Invalid;
        if (input.Length < 2)
            return ReadStatus.NeedMoreData;

        int second = input[1];
        bool isControl = (first & FrameBits.Control) != 0;
        error = CheckSecondByte(second, masked, isControl);
        if (error != ProtocolError.None)
            return ReadStatus.Invalid;
        int keyStart = FrameBits.UnmaskedHeaderLength(second & FrameBits.Length);
        if (input.Length < keyStart)
            return ReadStatus.NeedMoreData;

        long length = ReadLength(input);
        long limit = IsInDeflated || IsDeflated(first) ? maxDeflated : maxPayload;
        error = CheckLength(length, keyStart, isControl ? FrameBits.MaxSmallLength : limit);
        if (error != ProtocolError.None)
            return ReadStatus.Invalid;
        int payloadStart = keyStart + (masked ? FrameBits.KeyLength : 0);
        if (input.Length < payloadStart)
            return ReadStatus.NeedMoreData;

        // A control frame waits for the whole of its payload, a data frame only for one byte of it.
        int arrived = input.Length - payloadStart;
        if (arrived < (isControl ? length : Math.Min(length, 1)))
            return ReadStatus.NeedMoreData;

        uint key = masked ? MemoryMarshal.Read<uint>(input[keyStart..]) : 0;
        input = input[payloadStart..];
        if (isControl)
        {
            part = TakeControl(ref input, (Opcode)(first & FrameBits.Opcode), (int)length, key);
            return ReadStatus.Control;
        }

        bool isMessageStart = !IsInMessage;
        if (isMessageStart)
            _message = (Opcode)(first & (FrameBits.Opcode | FrameBits.Deflated));
        _isFinalFrame = (first & FrameBits.Final) != 0;
        _remaining = length;
        _key = key;
        part = TakeData(ref input, isMessageStart, isFrameStart: true);
        return ReadStatus.Data;
    }

    private ReadStatus ReadRestOfFrame(ref Span<byte> input, bool masked, out FramePart part)
    {
        Debug.Assert(IsInMessage, "A data frame belongs to a message.");
        Debug.Assert(masked || _key == 0, "The direction of a connection does not change.");
        if (input.IsEmpty)
        {
            part = default;
            return ReadStatus.NeedMoreData;
        }

        part = TakeData(ref input, isMessageStart: false, isFrameStart: false);
        return ReadStatus.Data;
    }

    private static FramePart TakeControl(ref Span<byte> input, Opcode opcode, int length, uint key)
    {
        Span<byte> payload = input[..length];
        input = input[length..];
        Masking.Apply(payload, key);
        return new FramePart { Opcode = opcode, Payload = payload, IsFrameStart = true };
    }

    private FramePart TakeData(ref Span<byte> input, bool isMessageStart, bool isFrameStart)
    {
        int length = (int)Math.Min(_remaining, input.Length);
        Span<byte> payload = input[..length];
        input = input[length..];
        _remaining -= length;

        // A key of zero masks nothing: it stands for an unmasked frame too.
        if (_key != 0)
            _key = Masking.Apply(payload, _key);

        Opcode opcode = _message & (Opcode)FrameBits.Opcode;
        bool isDeflated = IsInDeflated;
        bool isMessageEnd = _isFinalFrame && _remaining == 0;
        if (isMessageEnd)
            _message = Opcode.Continuation;
        return new FramePart
        {
            Opcode = opcode,
            Payload = payload,
            IsDeflated = isDeflated,
            IsMessageStart = isMessageStart,
            IsFrameStart = isFrameStart,
            IsMessageEnd = isMessageEnd,
        };
    }

    private static bool IsDeflated(int first) => (first & FrameBits.Deflated) != 0;

    private readonly ProtocolError CheckFirstByte(int first, bool mayBeDeflated)
    {
        int opcode = first & FrameBits.Opcode;
        bool isFirstOfMessage = opcode is (int)Opcode.Text or (int)Opcode.Binary;
        int allowed = mayBeDeflated && isFirstOfMessage ? FrameBits.Deflated : 0;
        if ((first & FrameBits.Reserved & ~allowed) != 0)
            return ProtocolError.ReservedBits;
        if ((DefinedOpcodes >> opcode & 1) == 0)
            return ProtocolError.UnknownOpcode;
        if ((opcode & FrameBits.Control) != 0)
            return (first & FrameBits.Final) == 0 ? ProtocolError.FragmentedControlFrame : ProtocolError.None;
        if (opcode == (int)Opcode.Continuation)
            return IsInMessage ? ProtocolError.None : ProtocolError.ContinuationWithoutStart;
        return IsInMessage ? ProtocolError.MessageInsideMessage : ProtocolError.None;
    }

    private static ProtocolError CheckSecondByte(int second, bool masked, bool isControl)
    {
        if ((second & FrameBits.Mask) != 0 != masked)
            return masked ? ProtocolError.UnmaskedFrame : ProtocolError.MaskedFrame;
        if (isControl && (second & FrameBits.Length) > FrameBits.MaxSmallLength)
            return ProtocolError.ControlFrameTooLong;
        return ProtocolError.None;
    }

    private static long ReadLength(ReadOnlySpan<byte> header) => (header[1] & FrameBits.Length) switch
    {
        FrameBits.Length16 => BinaryPrimitives.ReadUInt16BigEndian(header[2..]),
        FrameBits.Length64 => BinaryPrimitives.ReadInt64BigEndian(header[2..]),
        int length => length,
    };

    private static ProtocolError CheckLength(long length, int headerLength, long maxPayload)
    {
        if (length < 0)
            return ProtocolError.LengthTopBitSet;
        if (headerLength != FrameHeader.LengthFor(length, masked: false))
            return ProtocolError.LengthNotMinimal;
        return length > maxPayload ? ProtocolError.MessageTooBig : ProtocolError.None;
    }
}

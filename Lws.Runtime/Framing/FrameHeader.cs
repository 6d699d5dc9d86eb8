using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lws.Framing;

/// <summary>Writes frame headers (RFC 6455 5.2), the length always in its shortest form. Any thread.</summary>
internal static class FrameHeader
{
    /// <summary>The longest header in bytes: a 64-bit length and a masking key.</summary>
    public const int MaxLength = 14;

    /// <summary>The bytes of a header in front of a payload of that many bytes.</summary>
    public static int LengthFor(long payloadLength, bool masked) =>
        FrameBits.UnmaskedHeaderLength(LengthField(payloadLength)) + (masked ? FrameBits.KeyLength : 0);

    /// <summary>Writes the header of an unmasked frame, as a server sends it.</summary>
    /// <returns>The bytes written.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Write(Span<byte> destination, Opcode opcode, bool isFinal, long payloadLength)
    {
        AssertFrame(opcode, isFinal, payloadLength);
        destination[1] = (byte)Math.Min(payloadLength, FrameBits.Length16);
        destination[0] = (byte)((isFinal ? FrameBits.Final : 0) | (int)opcode);
        return payloadLength <= FrameBits.MaxSmallLength ? 2 : WriteLength(destination, payloadLength);
    }

    /// <summary>Writes the header of a masked frame, as a client sends it. The payload is the caller's to mask.</summary>
    /// <param name="destination">At least <see cref="LengthFor"/> bytes.</param>
    /// <param name="opcode">What the frame carries.</param>
    /// <param name="isFinal">The last frame of its message.</param>
    /// <param name="payloadLength">In bytes.</param>
    /// <param name="key">Four unpredictable bytes (RFC 6455 5.3), as <see cref="Masking.Apply"/> takes them.</param>
    /// <returns>The bytes written.</returns>
    public static int WriteMasked(Span<byte> destination, Opcode opcode, bool isFinal, long payloadLength, uint key)
    {
        int keyStart = Write(destination, opcode, isFinal, payloadLength);
        destination[1] |= FrameBits.Mask;
        MemoryMarshal.Write(destination[keyStart..], key);
        return keyStart + FrameBits.KeyLength;
    }

    /// <summary>Writes a whole frame that is a message or a control frame, as a server sends it.</summary>
    /// <returns>The bytes written.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Write(Span<byte> destination, Opcode opcode, ReadOnlySpan<byte> payload)
    {
        int length = Write(destination, opcode, isFinal: true, payload.Length);
        payload.CopyTo(destination[length..]);
        return length + payload.Length;
    }

    /// <summary>Writes a whole frame that is a message or a control frame, as a client sends it.</summary>
    /// <returns>The bytes written.</returns>
    public static int WriteMasked(Span<byte> destination, Opcode opcode, ReadOnlySpan<byte> payload, uint key)
    {
        int length = WriteMasked(destination, opcode, isFinal: true, payload.Length, key);
        payload.CopyTo(destination[length..]);
        Masking.Apply(destination.Slice(length, payload.Length), key);
        return length + payload.Length;
    }

    private static int WriteLength(Span<byte> destination, long payloadLength)
    {
        if (payloadLength <= ushort.MaxValue)
        {
            BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)payloadLength);
            return 2 + sizeof(ushort);
        }

        destination[1] = FrameBits.Length64;
        BinaryPrimitives.WriteInt64BigEndian(destination[2..], payloadLength);
        return 2 + sizeof(long);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int LengthField(long payloadLength)
    {
        if (payloadLength <= FrameBits.MaxSmallLength)
            return (int)payloadLength;
        return payloadLength <= ushort.MaxValue ? FrameBits.Length16 : FrameBits.Length64;
    }

    [Conditional("DEBUG")]
    private static void AssertFrame(Opcode opcode, bool isFinal, long payloadLength)
    {
        Debug.Assert(payloadLength >= 0, "A payload length is not negative.");
        bool isControl = ((int)opcode & FrameBits.Control) != 0;
        Debug.Assert(!isControl || (isFinal && payloadLength <= FrameBits.MaxSmallLength),
            "A control frame is not fragmented and carries 125 bytes at most (RFC 6455 5.5).");
    }
}

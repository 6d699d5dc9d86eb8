using System.Runtime.CompilerServices;

namespace Lws.Framing;

/// <summary>The layout of the first two bytes of a frame (RFC 6455 5.2), shared by the reader and the writer.</summary>
internal static class FrameBits
{
    /// <summary>FIN, in the first byte: the last frame of its message.</summary>
    public const int Final = 0x80;

    /// <summary>RSV1, RSV2 and RSV3, in the first byte.</summary>
    public const int Reserved = 0x70;

    /// <summary>RSV1, in the first byte of a message: it is compressed (RFC 7692 6).</summary>
    public const int Deflated = 0x40;

    /// <summary>The opcode, in the first byte.</summary>
    public const int Opcode = 0x0F;

    /// <summary>The bit of the opcode that tells control frames from data frames (RFC 6455 5.5).</summary>
    public const int Control = 0x08;

    /// <summary>MASK, in the second byte: a masking key stands in front of the payload.</summary>
    public const int Mask = 0x80;

    /// <summary>The payload length, or one of the two values below, in the second byte.</summary>
    public const int Length = 0x7F;

    /// <summary>The length field that says: the length is in the next two bytes.</summary>
    public const int Length16 = 126;

    /// <summary>The length field that says: the length is in the next eight bytes.</summary>
    public const int Length64 = 127;

    /// <summary>The longest payload, in bytes, that the second byte itself can tell, and the longest of a control frame.</summary>
    public const int MaxSmallLength = 125;

    /// <summary>The bytes of a masking key.</summary>
    public const int KeyLength = 4;

    /// <summary>The bytes of a header without a masking key: 2, 4 or 10.</summary>
    /// <param name="lengthField">The lower seven bits of the second byte.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int UnmaskedHeaderLength(int lengthField)
    {
        if (lengthField < Length16)
            return 2;
        return lengthField == Length16 ? 2 + sizeof(ushort) : 2 + sizeof(ulong);
    }
}

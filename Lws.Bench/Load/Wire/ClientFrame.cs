using System.Buffers.Binary;

namespace Lws.Bench.Load.Wire;

/// <summary>Writes the frames of a client (RFC 6455 5.2). Own code: what measures the library must not share its faults.</summary>
internal static class ClientFrame
{
    public const byte Binary = 0x82;
    public const byte Pong = 0x8A;

    private const int MaskBit = 0x80;
    private const int MaxLength7 = 125;
    private const int Length16 = 126;
    private const int Length64 = 127;

    // One key for all: a mask keeps proxies from reading what a script sends (RFC 6455 10.3), and neither is here.
    private static ReadOnlySpan<byte> Key => [0x5A, 0xC3, 0x96, 0x0F];

    /// <param name="first">FIN and opcode.</param>
    /// <param name="payload">Not masked.</param>
    public static byte[] Write(byte first, ReadOnlySpan<byte> payload)
    {
        byte[] header = Header(first, payload.Length);
        header[1] |= MaskBit;
        byte[] frame = [.. header, .. Key, .. payload];
        Span<byte> masked = frame.AsSpan(header.Length + Key.Length);
        for (int i = 0; i < masked.Length; i++)
            masked[i] ^= Key[i % Key.Length];
        return frame;
    }

    /// <summary>The header without a mask, as a server writes it: the length in its shortest form.</summary>
    public static byte[] Header(byte first, int length)
    {
        if (length <= MaxLength7)
            return [first, (byte)length];

        byte[] header = new byte[length <= ushort.MaxValue ? 4 : 10];
        header[0] = first;
        header[1] = header.Length == 4 ? (byte)Length16 : (byte)Length64;
        if (header.Length == 4)
            BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), (ushort)length);
        else
            BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(2), length);
        return header;
    }
}

using System.Buffers.Binary;
using System.Text;

namespace Lws.Bench.Attacks.Wire;

/// <summary>The bytes of frames as a client sends them, lawful unless the arguments are not.</summary>
internal static class ClientFrame
{
    public const int Reserved1 = 0x40;

    private const byte Masked = 0x80;
    private const uint AnyMask = 0x3A7C_51E9;

    /// <summary>A whole frame; the opcode may come with reserved bits.</summary>
    public static byte[] Of(int opcode, ReadOnlySpan<byte> payload, bool final = true, uint mask = AnyMask)
    {
        byte[] header = Header(opcode, payload.Length, final);
        var frame = new byte[header.Length + payload.Length];
        header.CopyTo(frame, 0);
        Span<byte> key = frame.AsSpan(header.Length - sizeof(uint), sizeof(uint));
        BinaryPrimitives.WriteUInt32BigEndian(key, mask);
        for (int index = 0; index < payload.Length; index++)
            frame[header.Length + index] = (byte)(payload[index] ^ key[index & 3]);
        return frame;
    }

    public static byte[] Text(string text, bool final = true) => Of(Opcodes.Text, Encoding.UTF8.GetBytes(text), final);

    public static byte[] Continuation(string text, bool final = true) => Of(Opcodes.Continuation, Encoding.UTF8.GetBytes(text), final);

    public static byte[] Close(int code, string reason = "")
    {
        var payload = new byte[2 + Encoding.UTF8.GetByteCount(reason)];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)code);
        Encoding.UTF8.GetBytes(reason, payload.AsSpan(2));
        return Of(Opcodes.Close, payload);
    }

    /// <summary>A header with a masking key of zeros, and the length in its shortest form.</summary>
    public static byte[] Header(int opcode, long length, bool final = true) => length switch
    {
        <= 125 => [First(opcode, final), (byte)(Masked | length), 0, 0, 0, 0],
        <= ushort.MaxValue => HeaderOf16Bits(opcode, (ushort)length, final),
        _ => HeaderOf64Bits(opcode, (ulong)length, final),
    };

    /// <summary>A header with a masking key of zeros, and the length in 16 bits whether it needs them or not.</summary>
    public static byte[] HeaderOf16Bits(int opcode, ushort length, bool final = true)
    {
        byte[] header = [First(opcode, final), Masked | 126, 0, 0, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), length);
        return header;
    }

    /// <summary>A header with a masking key of zeros, and the length in 64 bits whether it needs them or not.</summary>
    public static byte[] HeaderOf64Bits(int opcode, ulong length, bool final = true)
    {
        byte[] header = [First(opcode, final), Masked | 127, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt64BigEndian(header.AsSpan(2), length);
        return header;
    }

    private static byte First(int opcode, bool final) => (byte)((final ? 0x80 : 0) | opcode);
}

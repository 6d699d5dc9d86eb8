using System.Runtime.InteropServices;
using Lws.Framing;

namespace Lws.Bench.Micro.Framing;

/// <summary>Whole frames, to be read.</summary>
internal static class Frames
{
    private static readonly uint Key = MemoryMarshal.Read<uint>([0x12, 0x34, 0x56, 0x78]);

    /// <summary>As a client sends it.</summary>
    public static byte[] Masked(Opcode opcode, ReadOnlySpan<byte> payload, bool isFinal = true)
    {
        var frame = new byte[FrameHeader.LengthFor(payload.Length, masked: true) + payload.Length];
        int headerLength = FrameHeader.WriteMasked(frame, opcode, isFinal, payload.Length, Key);
        payload.CopyTo(frame.AsSpan(headerLength));
        Masking.Apply(frame.AsSpan(headerLength), Key);
        return frame;
    }

    /// <summary>As a server sends it.</summary>
    public static byte[] Unmasked(Opcode opcode, ReadOnlySpan<byte> payload)
    {
        var frame = new byte[FrameHeader.LengthFor(payload.Length, masked: false) + payload.Length];
        int headerLength = FrameHeader.Write(frame, opcode, isFinal: true, payload.Length);
        payload.CopyTo(frame.AsSpan(headerLength));
        return frame;
    }
}

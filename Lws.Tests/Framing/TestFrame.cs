namespace Lws.Tests.Framing;

/// <summary>Frames written byte by byte as RFC 6455 5.2 draws them, lawful or not.</summary>
internal static class TestFrame
{
    /// <summary>A frame; without a key it is not masked.</summary>
    public static byte[] Bytes(int firstByte, byte[] payload, byte[]? key = null)
    {
        int mask = key is null ? 0 : 0x80;
        int length = payload.Length;
        byte[] lengthBytes = length switch
        {
            < 126 => [(byte)(mask | length)],
            < 65_536 => [(byte)(mask | 126), (byte)(length >> 8), (byte)length],
            _ => [(byte)(mask | 127), 0, 0, 0, 0, (byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length],
        };
        return [(byte)firstByte, .. lengthBytes, .. key ?? [], .. Mask(payload, key)];
    }

    /// <summary>The payload, masked or unmasked one byte after the other.</summary>
    public static byte[] Mask(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> key)
    {
        byte[] masked = payload.ToArray();
        for (int i = 0; i < masked.Length && !key.IsEmpty; i++)
            masked[i] ^= key[i % 4];
        return masked;
    }
}

namespace Lws.Bench.Micro.Framing;

/// <summary>Masking as RFC 6455 5.3 puts it, a byte at a time.</summary>
internal static class ScalarMasking
{
    public static void Apply(Span<byte> payload, uint key)
    {
        for (int index = 0; index < payload.Length; index++)
            payload[index] ^= (byte)(key >> (8 * (index & 3)));
    }
}

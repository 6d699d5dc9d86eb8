using System.Numerics;

namespace Lws.Bench.Micro.Framing;

/// <summary>Masking as it is first vectorised: the widest vector there is, and the rest a byte at a time.</summary>
internal static class NaiveVectorMasking
{
    public static void Apply(Span<byte> payload, uint key)
    {
        Vector<byte> mask = Vector.AsVectorByte(new Vector<uint>(key));
        int at = 0;
        for (; payload.Length - at >= Vector<byte>.Count; at += Vector<byte>.Count)
            (new Vector<byte>(payload[at..]) ^ mask).CopyTo(payload[at..]);
        ScalarMasking.Apply(payload[at..], key); // a vector's width is a multiple of the key's
    }
}

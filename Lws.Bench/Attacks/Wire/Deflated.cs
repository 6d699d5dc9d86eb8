using System.IO.Compression;

namespace Lws.Bench.Attacks.Wire;

/// <summary>Payloads of permessage-deflate without context takeover (RFC 7692 7.2).</summary>
internal static class Deflated
{
    public const string Offer = "permessage-deflate; server_no_context_takeover; client_no_context_takeover";

    private static readonly byte[] Tail = [0, 0, 0xFF, 0xFF];
    private static readonly byte[] LastBlock = [3, 0];

    public static byte[] Of(ReadOnlySpan<byte> payload)
    {
        using var output = new MemoryStream();
        using var deflate = new DeflateStream(output, CompressionLevel.SmallestSize);
        deflate.Write(payload);
        deflate.Flush();
        return output.GetBuffer()[..((int)output.Length - Tail.Length)];
    }

    /// <summary>That many zeros, at about 1000:1.</summary>
    public static byte[] Zeros(long length)
    {
        var zeros = new byte[1 << 16];
        using var output = new MemoryStream();
        using var deflate = new DeflateStream(output, CompressionLevel.SmallestSize);
        for (long left = length; left > 0; left -= zeros.Length)
            deflate.Write(zeros, 0, (int)Math.Min(left, zeros.Length));
        deflate.Flush();
        return output.GetBuffer()[..((int)output.Length - Tail.Length)];
    }

    /// <summary>The opposite of <see cref="Of"/>, up to <see cref="RawConnection.LongestKept"/> bytes.</summary>
    public static byte[] Inflate(byte[] payload)
    {
        using var inflate = new DeflateStream(new MemoryStream([.. payload, .. Tail, .. LastBlock]), CompressionMode.Decompress);
        var inflated = new byte[RawConnection.LongestKept];
        return inflated[..inflate.ReadAtLeast(inflated, inflated.Length, throwOnEndOfStream: false)];
    }
}

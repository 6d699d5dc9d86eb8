using System.Buffers.Binary;
using System.Diagnostics;
using System.Numerics;

namespace Lws.Handshake;

/// <summary>SHA-1 of a short message (FIPS 180-4 6.1), for the accept key alone: it protects nothing there (RFC 6455 10.8).</summary>
/// <remarks>Our own, because the platform's loads OpenSSL into every process; see docs/decisions/0001-own-sha1.md.</remarks>
internal static class Sha1
{
    public const int DigestLength = 20;

    private const int BlockLength = 64;
    private const int Rounds = 80;

    /// <summary>Writes the digest of <paramref name="message"/> to the first 20 bytes of <paramref name="digest"/>.</summary>
    public static void Hash(ReadOnlySpan<byte> message, Span<byte> digest)
    {
        Debug.Assert(digest.Length >= DigestLength, "There is room for the digest.");

        Span<uint> state = [0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0];
        ReadOnlySpan<byte> rest = message;
        for (; rest.Length >= BlockLength; rest = rest[BlockLength..])
            Compress(state, rest[..BlockLength]);

        // FIPS 180-4 5.1.1: a one bit, zeros, and the length in bits at the end of a block.
        Span<byte> padded = stackalloc byte[2 * BlockLength];
        padded = padded[..(rest.Length < BlockLength - sizeof(ulong) ? BlockLength : 2 * BlockLength)];
        padded.Clear();
        rest.CopyTo(padded);
        padded[rest.Length] = 0x80;
        BinaryPrimitives.WriteUInt64BigEndian(padded[^sizeof(ulong)..], (ulong)message.Length * 8);
        for (; !padded.IsEmpty; padded = padded[BlockLength..])
            Compress(state, padded[..BlockLength]);

        for (int word = 0; word < state.Length; word++)
            BinaryPrimitives.WriteUInt32BigEndian(digest[(word * sizeof(uint))..], state[word]);
    }

    // FIPS 180-4 6.1.2, with its names.
    private static void Compress(Span<uint> state, ReadOnlySpan<byte> block)
    {
        Span<uint> w = stackalloc uint[Rounds];
        for (int t = 0; t < 16; t++)
            w[t] = BinaryPrimitives.ReadUInt32BigEndian(block[(t * sizeof(uint))..]);
        for (int t = 16; t < Rounds; t++)
            w[t] = BitOperations.RotateLeft(w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16], 1);

        (uint a, uint b, uint c, uint d, uint e) = (state[0], state[1], state[2], state[3], state[4]);
        for (int t = 0; t < Rounds; t++)
        {
            (uint f, uint k) = t switch
            {
                < 20 => ((b & c) ^ (~b & d), 0x5A827999u),
                < 40 => (b ^ c ^ d, 0x6ED9EBA1u),
                < 60 => ((b & c) ^ (b & d) ^ (c & d), 0x8F1BBCDCu),
                _ => (b ^ c ^ d, 0xCA62C1D6u),
            };
            uint next = BitOperations.RotateLeft(a, 5) + f + e + k + w[t];
            (e, d, c, b, a) = (d, c, BitOperations.RotateLeft(b, 30), a, next);
        }

        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
    }
}

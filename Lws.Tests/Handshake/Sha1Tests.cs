using System.Security.Cryptography;
using Lws.Handshake;
using Xunit;

namespace Lws.Tests.Handshake;

public class Sha1Tests
{
    [Fact]
    public void Digest_equals_the_platforms_at_every_length()
    {
        var random = new Random(1);
        Span<byte> digest = stackalloc byte[Sha1.DigestLength];
        for (int length = 0; length <= 300; length++)
        {
            var message = new byte[length];
            random.NextBytes(message);

            Sha1.Hash(message, digest);

#pragma warning disable CA5350 // The handshake prescribes SHA-1 (RFC 6455 4.2.2).
            Assert.Equal(SHA1.HashData(message), digest.ToArray());
#pragma warning restore CA5350
        }
    }

    [Fact]
    public void Digest_equals_the_published_example() // FIPS 180-4's "abc"
    {
        Span<byte> digest = stackalloc byte[Sha1.DigestLength];
        Sha1.Hash("abc"u8, digest);

        Assert.Equal("A9993E364706816ABA3E25717850C26C9CD0D89D", Convert.ToHexString(digest));
    }

    [Fact]
    public void Accept_key_equals_the_example_of_the_rfc() // RFC 6455 1.3
    {
        Span<byte> value = stackalloc byte[AcceptKey.Length];
        AcceptKey.Write("dGhlIHNhbXBsZSBub25jZQ=="u8, value);

        Assert.True(value.SequenceEqual("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="u8));
    }
}

using System.Buffers;
using Lws.Deflate;
using Xunit;

namespace Lws.Tests.Deflate;

/// <summary>attacks.md 33: whatever arrives, the inflater answers, within its limit, and serves the next message.</summary>
public class InflaterFuzzTests
{
    private const int Limit = 2_000;

    private static readonly byte[] Hello = Convert.FromHexString("F248CDC9C90700");

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void Noise_is_survived(int seed, bool keepsContext)
    {
        var random = new Random(seed);
        Fuzz(random, keepsContext, 30_000, () =>
        {
            byte[] noise = new byte[random.Next(80)];
            random.NextBytes(noise);
            return noise;
        });
    }

    // Sound messages with a few bytes changed get much further into the decoder than noise does.
    [Theory]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public void Damaged_messages_are_survived(int seed, bool keepsContext)
    {
        var random = new Random(seed);
        using Deflater deflater = Codec.Deflater();
        byte[][] sound = [.. Enumerable.Range(0, 20).Select(number => deflater.Compress(Samples.Json(number)[..(number * 90)]))];
        Fuzz(random, keepsContext, 20_000, () =>
        {
            byte[] message = [.. sound[random.Next(sound.Length)]];
            for (int change = random.Next(4); change >= 0; change--)
                message[random.Next(message.Length)] ^= (byte)(1 << random.Next(8));
            return message[..random.Next(message.Length + 1)];
        });
    }

    private static void Fuzz(Random random, bool keepsContext, int count, Func<byte[]> next)
    {
        using Inflater inflater = Codec.Inflater(keepsContext: keepsContext);
        byte[] destination = new byte[300];
        int refused = 0;
        for (int number = 0; number < count; number++)
        {
            byte[] message = next();
            int length = InflateInPieces(inflater, random, message, destination, out bool isRefused);
            Assert.InRange(length, 0, Limit);
            refused += isRefused ? 1 : 0;
            if (isRefused)
                Assert.Equal("Hello"u8, inflater.Inflate(Hello).Message);
        }

        Assert.InRange(refused, count / 2, count);
    }

    private static int InflateInPieces(Inflater inflater, Random random, ReadOnlySpan<byte> message, byte[] destination, out bool isRefused)
    {
        int length = 0;
        int steps = 0;
        while (true)
        {
            ReadOnlySpan<byte> piece = message[..random.Next(message.Length + 1)];
            message = message[piece.Length..];
            bool isEnd = message.IsEmpty;
            OperationStatus status;
            do
            {
                Span<byte> room = destination.AsSpan(0, 1 + random.Next(destination.Length));
                status = inflater.Inflate(ref piece, isEnd, Limit, room, out int written, out _);
                length += written;
                Assert.True(steps++ < 20_000, "The inflater runs in circles.");
            }
            while (status == OperationStatus.DestinationTooSmall);
            isRefused = status == OperationStatus.InvalidData;
            if (isRefused || status == OperationStatus.Done)
                return length;
        }
    }
}

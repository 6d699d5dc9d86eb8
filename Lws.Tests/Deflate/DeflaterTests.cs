using System.Buffers;
using System.Text;
using Lws.Deflate;
using Lws.Framing;
using Xunit;

namespace Lws.Tests.Deflate;

public class DeflaterTests
{
    private static readonly byte[] Hello = "Hello"u8.ToArray();

    // RFC 7692 7.2.3.1, 7.2.3.2
    [Theory]
    [InlineData(true, "F200110000")]
    [InlineData(false, "F248CDC9C90700")]
    public void Messages_are_those_of_the_RFC(bool keepsContext, string second)
    {
        using Deflater deflater = Codec.Deflater(keepsContext: keepsContext);

        Assert.Equal("F248CDC9C90700", Convert.ToHexString(deflater.Compress(Hello)));
        Assert.Equal(second, Convert.ToHexString(deflater.Compress(Hello)));
    }

    // RFC 7692 7.2.3.6
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_empty_message_is_one_byte_wherever_it_stands(bool keepsContext)
    {
        using Deflater deflater = Codec.Deflater(keepsContext: keepsContext);
        using Inflater inflater = Codec.Inflater(keepsContext: keepsContext);

        foreach (byte[] message in (byte[][])[[], [], Hello, [], Hello, []])
        {
            byte[] compressed = deflater.Compress(message);
            if (message.Length == 0)
                Assert.Equal([0x00], compressed);
            Assert.Equal(message, inflater.Inflate(compressed).Message);
        }
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public void Parts_are_one_message_and_empty_ones_do_no_harm(bool areFrames, bool keepsContext)
    {
        DeflateFlush between = areFrames ? DeflateFlush.Frame : DeflateFlush.None;
        using Deflater deflater = Codec.Deflater(keepsContext: keepsContext);
        using Inflater inflater = Codec.Inflater(keepsContext: keepsContext);
        byte[][][] messages = [[Hello, Hello], [[], Hello, []], [Hello, [], []], [[], []], [Hello, Hello, Hello]];

        foreach (byte[][] parts in messages)
        {
            byte[] compressed = deflater.Compress(64, between, parts);
            Assert.Equal(parts.SelectMany(part => part), inflater.Inflate(compressed).Message);
        }
    }

    [Fact]
    public void The_end_of_a_frame_lets_all_before_it_be_inflated()
    {
        using Deflater deflater = Codec.Deflater();
        using Inflater inflater = Codec.Inflater();
        byte[] destination = new byte[64];
        ReadOnlySpan<byte> input = Hello;

        Assert.Equal(OperationStatus.Done, deflater.Deflate(ref input, DeflateFlush.Frame, destination, out int written));
        ReadOnlySpan<byte> frame = destination.AsSpan(0, written);
        byte[] text = new byte[64];

        Assert.Equal(OperationStatus.NeedMoreData, inflater.Inflate(ref frame, false, 64, text, out written, out _));
        Assert.Equal("Hello", Encoding.ASCII.GetString(text, 0, written));
    }

    [Fact]
    public void Without_takeover_each_message_is_what_a_new_compressor_makes_of_it()
    {
        using Deflater deflater = Codec.Deflater();
        for (int number = 0; number < 50; number++)
        {
            byte[] message = Samples.Json(number);
            using Deflater fresh = Codec.Deflater();

            Assert.Equal(fresh.Compress(message), deflater.Compress(message));
            Assert.True(deflater.IsClear);
        }
    }

    [Fact]
    public void A_message_that_is_given_up_leaves_nothing_behind()
    {
        using Deflater deflater = Codec.Deflater();
        byte[] noise = Samples.Noise(200_000);
        ReadOnlySpan<byte> input = noise;
        Assert.Equal(
            OperationStatus.DestinationTooSmall, deflater.Deflate(ref input, DeflateFlush.Message, new byte[1_000], out _));
        Assert.False(deflater.IsClear);

        deflater.Clear();

        Assert.True(deflater.IsClear);
        Assert.Equal("F248CDC9C90700", Convert.ToHexString(deflater.Compress(Hello)));
    }

    [Theory]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(15)]
    public void Nothing_refers_further_back_than_the_window(int windowBits)
    {
        foreach (int level in (int[])[1, 2, 3, 4, 5, 6, 7, 8, 9])
        {
            using Deflater deflater = Codec.Deflater(windowBits, keepsContext: true, level);
            using Inflater inflater = Codec.Inflater(windowBits, keepsContext: true);
            for (int number = 0; number < 20; number++)
            {
                byte[] message = Samples.Json(number * 100);

                // With little room at a time, zlib sees hardly more than its window.
                (ProtocolError error, byte[] inflated) = inflater.Inflate([deflater.Compress(message)], room: 16, 1 << 20);

                Assert.Equal(ProtocolError.None, error);
                Assert.Equal(message, inflated);
            }
        }
    }

    [Fact]
    public void A_compressor_that_is_disposed_is_not_used() =>
        Assert.Throws<ObjectDisposedException>(() =>
        {
            Deflater deflater = Codec.Deflater();
            deflater.Dispose();
            deflater.Dispose();
            deflater.Compress(Hello);
        });
}

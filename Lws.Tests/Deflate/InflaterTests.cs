using System.Buffers;
using System.Text;
using Lws.Deflate;
using Lws.Framing;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Deflate;

public class InflaterTests
{
    private static readonly byte[] Hello = Convert.FromHexString("F248CDC9C90700");

    // RFC 7692 7.2.3
    [Theory]
    [InlineData("F248CDC9C90700", "Hello")]
    [InlineData("000500FAFF48656C6C6F00", "Hello")]
    [InlineData("F348CDC9C9070000", "Hello")]
    [InlineData("F248050000 00FFFFCAC9C90700", "Hello")]
    [InlineData("00", "")]
    [InlineData("0200", "")]
    // A final block and no empty one behind it, as a program that compresses to the end of the stream sends it.
    [InlineData("F348CDC9C90700", "Hello")]
    public void A_message_is_inflated_however_it_is_cut(string hex, string text)
    {
        byte[] compressed = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        foreach (bool keepsContext in (bool[])[true, false])
        {
            using Inflater inflater = Codec.Inflater(keepsContext: keepsContext);
            foreach ((string name, Memory<byte>[] pieces) in Cuts.Of(compressed))
            {
                foreach (int room in (int[])[1, 2, 4_096])
                {
                    (ProtocolError error, byte[] message) = inflater.Inflate(pieces, room, 1_000);

                    Assert.True(error == ProtocolError.None, $"{name}: {error}");
                    Assert.Equal(text, Encoding.ASCII.GetString(message));
                }
            }
        }
    }

    // RFC 7692 7.2.3.2
    [Fact]
    public void A_message_refers_to_an_earlier_one_only_with_takeover()
    {
        byte[] second = Convert.FromHexString("F200110000");
        using Inflater keeping = Codec.Inflater(keepsContext: true);
        using Inflater forgetting = Codec.Inflater();

        Assert.Equal("Hello"u8, keeping.Inflate(Hello).Message);
        Assert.Equal("Hello"u8, keeping.Inflate(second).Message);
        Assert.Equal("Hello"u8, forgetting.Inflate(Hello).Message);
        Assert.Equal(ProtocolError.InvalidDeflate, forgetting.Inflate(second).Error);
    }

    // attacks.md 33
    [Theory]
    [InlineData("", "an empty payload")]
    [InlineData("F248CDC9C907", "a block without the empty one behind it")]
    [InlineData("F248CDC9C9", "a block without its end")]
    [InlineData("F248CDC9C907000000FFFF", "the tail was not taken off")]
    [InlineData("F348CDC9C90700FFFF", "garbage behind a final block")]
    [InlineData("F348CDC9C9070000000000", "an empty block behind a final one, and zeros")]
    [InlineData("F348CDC9C90700F248CDC9C90700", "a message behind a final block")]
    [InlineData("F348CDC9C907000000", "two empty blocks behind a final one")]
    [InlineData("06", "a block of type 3")]
    [InlineData("FFFFFFFF", "a final block of type 3")]
    [InlineData("000500FAFE48656C6C6F00", "a stored length that does not fit its complement")]
    [InlineData("000500FAFF4865", "a stored block cut off")]
    [InlineData("F200110000", "a distance in front of the first byte")]
    [InlineData("05E0810000000000", "a dynamic block of nonsense")]
    [InlineData("F348CDC9C9", "a final block that ends inside the tail")]
    [InlineData("03", "an empty final block that ends inside the tail")]
    public void What_does_not_inflate_is_refused_with_1007_and_the_next_message_is_sound(string hex, string what)
    {
        foreach (bool keepsContext in (bool[])[true, false])
        {
            using Inflater inflater = Codec.Inflater(keepsContext: keepsContext);
            foreach ((string name, Memory<byte>[] pieces) in Cuts.Of(Convert.FromHexString(hex)))
            {
                ProtocolError error = inflater.Inflate(pieces, 4_096, 1_000).Error;
                Assert.True(error == ProtocolError.InvalidDeflate, $"{what}, {name}: {error}");
                Assert.Equal(CloseCode.InvalidPayload, error.CloseCode);

                Assert.Equal("Hello"u8, inflater.Inflate(Hello).Message);
                inflater.Reset(15);
            }
        }
    }

    [Fact]
    public void Something_further_back_than_the_window_is_refused()
    {
        byte[] start = Samples.Noise(600);
        using Deflater deflater = Codec.Deflater(15, keepsContext: true);
        using Inflater inflater = Codec.Inflater(9, keepsContext: true);
        Assert.Equal(start, inflater.Inflate([deflater.Compress(start)], room: 16, 1_000).Message);

        Assert.Equal(ProtocolError.InvalidDeflate, inflater.Inflate([deflater.Compress(start)], room: 16, 1_000).Error);
    }

    [Fact]
    public void A_message_of_exactly_its_limit_needs_no_room_beyond_it()
    {
        using Deflater deflater = Codec.Deflater();
        byte[] message = Samples.Json(1);
        byte[] compressed = deflater.Compress(message);
        foreach (int room in (int[])[1, 7, message.Length])
        {
            using Inflater inflater = Codec.Inflater();

            Assert.Equal(message, inflater.Inflate([compressed], room, message.Length).Message);
            Assert.Equal(ProtocolError.MessageTooBig, inflater.Inflate([compressed], room, message.Length - 1).Error);
            Assert.Equal(message, inflater.Inflate([compressed], room, message.Length).Message);
        }
    }

    [Fact]
    public void A_limit_of_nothing_lets_the_empty_message_pass()
    {
        using Inflater inflater = Codec.Inflater();
        ReadOnlySpan<byte> empty = [0x00];
        ReadOnlySpan<byte> hello = Hello;

        Assert.Equal(OperationStatus.Done, inflater.Inflate(ref empty, true, 0, [], out _, out _));
        Assert.Equal(OperationStatus.InvalidData, inflater.Inflate(ref hello, true, 0, [], out int written, out ProtocolError error));
        Assert.Equal((0, ProtocolError.MessageTooBig), (written, error));
    }

    [Fact]
    public void An_inflater_that_is_disposed_is_not_used() =>
        Assert.Throws<ObjectDisposedException>(() =>
        {
            Inflater inflater = Codec.Inflater();
            inflater.Dispose();
            inflater.Dispose();
            inflater.Inflate(Hello);
        });
}

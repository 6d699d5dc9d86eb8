using System.Buffers;
using Lws.Deflate;
using Lws.Framing;
using Xunit;

namespace Lws.Tests.Deflate;

/// <summary>attacks.md 32</summary>
public class BombTests
{
    private const int Limit = 65_536;

    private static readonly byte[] Bomb = Compress(new byte[64 << 20]);

    [Fact]
    public void A_bomb_is_refused_with_1009_at_the_limit_and_inflated_no_further()
    {
        Assert.InRange(Bomb.Length, 1, (64 << 20) / 1_000);
        using Inflater inflater = Codec.Inflater();
        byte[] destination = new byte[2 * Limit];
        ReadOnlySpan<byte> input = Bomb;

        OperationStatus status = inflater.Inflate(ref input, isMessageEnd: true, Limit, destination, out int written, out ProtocolError error);

        Assert.Equal(OperationStatus.InvalidData, status);
        Assert.Equal((Limit, CloseCode.MessageTooBig), (written, error.CloseCode));
        Assert.InRange(Bomb.Length - input.Length, 1, Limit / 100);
    }

    [Fact]
    public void A_bomb_in_single_bytes_is_refused_at_the_byte_that_passes_the_limit()
    {
        using Inflater inflater = Codec.Inflater();
        Memory<byte>[] pieces = Bomb.Chunk(1).Select(single => single.AsMemory()).ToArray();

        (ProtocolError error, byte[] message) = inflater.Inflate(pieces, 1_000, Limit);

        Assert.Equal((ProtocolError.MessageTooBig, Limit), (error, message.Length));
    }

    [Fact]
    public void A_bomb_inside_a_bomb_is_inflated_once()
    {
        using Inflater inflater = Codec.Inflater();

        (ProtocolError error, byte[] message) = inflater.Inflate(Compress(Bomb), Limit);

        Assert.Equal((ProtocolError.None, Bomb.Length), (error, message.Length));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Small_messages_are_never_refused_for_their_ratio(bool keepsContext)
    {
        byte[] message = new byte[Inflater.RatioFloor];
        using Deflater deflater = Codec.Deflater(keepsContext: keepsContext);
        using Inflater inflater = Codec.Inflater(keepsContext: keepsContext, maxRatio: 10);
        for (int number = 0; number < 1_000; number++)
        {
            byte[] compressed = deflater.Compress(message);
            Assert.InRange(compressed.Length, 1, message.Length / 500);
            Assert.Equal((ProtocolError.None, message.Length), LengthOf(inflater.Inflate(compressed)));
        }
    }

    [Fact]
    public void A_long_message_is_held_to_the_ratio()
    {
        byte[] compressed = Compress(new byte[300_000]);
        int ratio = 300_000 / compressed.Length;
        using Inflater strict = Codec.Inflater(maxRatio: ratio - 1);
        using Inflater exact = Codec.Inflater(maxRatio: ratio + 1);

        (ProtocolError error, int length) = LengthOf(strict.Inflate(compressed));

        Assert.Equal((ProtocolError.MessageTooBig, compressed.Length * (ratio - 1)), (error, length));
        Assert.Equal((ProtocolError.None, 300_000), LengthOf(exact.Inflate(compressed)));
    }

    // Empty blocks make no output, so no limit stops them; their cost has to be that of their length: this test ends.
    [Fact]
    public void Many_empty_blocks_are_read_in_one_pass()
    {
        using Inflater inflater = Codec.Inflater();

        Assert.Equal((ProtocolError.None, 0), LengthOf(inflater.Inflate(Repeated("000000FFFF"))));
    }

    [Theory]
    [InlineData("0300")]
    [InlineData("010000FFFF")]
    public void Of_many_empty_streams_the_second_is_refused(string stream)
    {
        using Inflater inflater = Codec.Inflater();

        Assert.Equal((ProtocolError.InvalidDeflate, 0), LengthOf(inflater.Inflate(Repeated(stream))));
    }

    private static byte[] Repeated(string block)
    {
        byte[] unit = Convert.FromHexString(block);
        return [.. Enumerable.Repeat(unit, 200_000).SelectMany(bytes => bytes), 0x00];
    }

    private static (ProtocolError Error, int Length) LengthOf((ProtocolError Error, byte[] Message) result) =>
        (result.Error, result.Message.Length);

    private static byte[] Compress(byte[] message)
    {
        using Deflater deflater = Codec.Deflater(level: 9);
        return deflater.Compress(65_536, DeflateFlush.None, message);
    }
}

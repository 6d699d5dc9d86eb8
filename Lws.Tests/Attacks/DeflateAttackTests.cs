using Lws.Deflate;
using Lws.Tests.Deflate;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Attacks;

/// <summary>permessage-deflate used against the server: rows 11, 14, 32 and 33.</summary>
public class DeflateAttackTests
{
    private const string Offer = "Sec-WebSocket-Extensions: permessage-deflate\r\n";
    private const int CompressedText = 0x41;
    private const int CompressedBinary = 0x42;

    [Theory]
    [InlineData("permessage-deflate; server_max_window_bits=7")]
    [InlineData("permessage-deflate; server_max_window_bits=8")]
    [InlineData("permessage-deflate; server_max_window_bits=99")]
    [InlineData("permessage-deflate; server_max_window_bits=08")]
    [InlineData("permessage-deflate; server_max_window_bits")]
    [InlineData("permessage-deflate; server_no_context_takeover; server_no_context_takeover")]
    [InlineData("permessage-deflate; client_max_window_bits=16")]
    [InlineData("permessage-deflate; unknown")]
    [InlineData("permessage-deflate; \"")]
    [InlineData("x-webkit-deflate-frame")]
    [InlineData(";;;,,,===")]
    public void Row_11_an_offer_that_cannot_be_kept_is_declined_and_the_session_goes_on(string offer) => Withstands(true, server =>
    {
        using RawClient client = server.Connect();
        string head = client.Upgrade(extra: $"Sec-WebSocket-Extensions: {offer}\r\n");
        Assert.DoesNotContain("Sec-WebSocket-Extensions", head, StringComparison.OrdinalIgnoreCase);
        client.Send(RawClient.TextFrame("plain"));
        Assert.Equal("plain", client.ReadText());
        client.Send(RawClient.Frame(CompressedText, "plain"u8));
        Assert.Equal(1002, client.ReadClose());
    });

    [Theory]
    [InlineData("the second reserved bit", 0x21)]
    [InlineData("the third reserved bit", 0x11)]
    [InlineData("a compressed close frame", 0x48)]
    [InlineData("a compressed ping", 0x49)]
    [InlineData("a compressed pong", 0x4A)]
    [InlineData("all three on a text", 0x71)]
    public void Row_14_reserved_bits_fail_with_1002_where_compression_is_agreed(string what, int reservedAndOpcode)
    {
        _ = what;
        Withstands(true, server => AssertFails(server, 1002, "/", RawClient.Frame(reservedAndOpcode, [0x00])));
    }

    [Fact]
    public void Row_14_the_bit_of_compression_on_a_continuation_fails_with_1002() => Withstands(true, server => AssertFails(
        server, 1002, "/", RawClient.Frame(CompressedText, Compressed("one "), final: false), RawClient.Frame(0x40, Compressed("two"))));

    [Theory]
    [InlineData("/", false)]
    [InlineData("/", true)]
    [InlineData("/small", false)]
    [InlineData("/small-stream", true)]
    public void Row_32_a_bomb_of_a_thousand_to_one_fails_with_1009_and_is_inflated_no_further(string path, bool takesOver)
    {
        byte[] bomb = Codec.FrameworkCompress(new byte[64 << 20], System.IO.Compression.CompressionLevel.Optimal);
        Assert.InRange(bomb.Length, 1, (64 << 20) / 900);
        Withstands(takesOver, server =>
        {
            using RawClient client = server.Open(path, Offer);
            client.Send(RawClient.Frame(CompressedBinary, bomb.AsSpan(0, 1_000), final: false));
            server.AssertMemoryIsBounded(1 << 18);
            Assert.Equal(1009, client.ReadClose());
        });
    }

    [Fact]
    public void Row_32_a_bomb_inside_a_bomb_is_one_message_and_not_inflated_twice() => Withstands(true, server =>
    {
        byte[] inner = Codec.FrameworkCompress(new byte[60_000], System.IO.Compression.CompressionLevel.Optimal);
        using RawClient client = server.Open(extra: Offer);
        client.Send(RawClient.Frame(CompressedBinary, Compress(inner)));
        Assert.Equal(inner, client.ReadFrame().Payload);
    });

    [Fact]
    public void Row_32_many_small_messages_of_a_thousand_to_one_are_not_refused() => Withstands(false, server =>
    {
        byte[] message = Compress(new byte[60_000]);
        using RawClient client = server.Open(extra: Offer);
        for (int count = 0; count < 200; count++)
        {
            client.Send(RawClient.Frame(CompressedBinary, message));
            byte[] echo = client.ReadFrame(reserved: 0x40).Payload;
            using Inflater inflater = Codec.Inflater();
            Assert.Equal(60_000, inflater.Inflate(echo).Message.Length);
        }
    });

    [Fact]
    public void Row_32_a_ratio_that_is_set_is_kept_and_spares_messages_under_its_floor()
    {
        var options = new LwsOptions { Deflate = new DeflateOptions { MaxInflateRatio = 10 } };
        AttackServer.Withstands(options, server =>
        {
            using (RawClient lawful = server.Open("/", Offer))
            {
                lawful.Send(RawClient.Frame(CompressedBinary, Compress(new byte[60_000])));
                Assert.Equal(60_000, InflatedLength(lawful.ReadFrame(reserved: 0x40).Payload));
                lawful.Send(RawClient.CloseFrame(1000));
                Assert.Equal(1000, lawful.ReadClose());
            }

            using RawClient client = server.Open("/stream", Offer);
            client.Send(RawClient.Frame(CompressedBinary, Compress(new byte[1 << 20])));
            Assert.Equal(1009, client.ReadClose());
        });
    }

    [Theory]
    [InlineData("an empty payload", "")]
    [InlineData("a block of type 3", "07FFFFFFFF")]
    [InlineData("a final block, then another", "F348CDC9C90700F248CDC9C90700")]
    [InlineData("a stored block cut off", "0064009BFF00000000")]
    [InlineData("a distance in front of the first byte", "F200110000")]
    [InlineData("a tail that was not taken off", "F248CDC9C907000000FFFF")]
    [InlineData("random bytes", "9A7F3B00C1D2E3F4A5B6978812345678")]
    public void Row_33_garbage_fails_with_1007_and_the_inflater_is_sound_for_the_next(string what, string hex)
    {
        _ = what;
        foreach (bool takesOver in (bool[])[false, true])
        {
            Withstands(takesOver, server =>
            {
                AssertFails(server, 1007, "/", RawClient.Frame(CompressedBinary, Convert.FromHexString(hex)));
                using RawClient next = server.Open(extra: Offer);
                next.Send(RawClient.Frame(CompressedText, Compressed("Hello")));
                Assert.Equal("Hello", next.ReadText());
            });
        }
    }

    [Theory]
    [InlineData("an empty message", "00", "")]
    [InlineData("an empty message of another kind", "0200", "")]
    [InlineData("a final block", "F348CDC9C9070000", "Hello")]
    [InlineData("a final block without the empty one behind it", "F348CDC9C90700", "Hello")]
    [InlineData("two blocks", "F24805000000FFFFCAC9C90700", "Hello")]
    public void Row_33_what_only_looks_odd_is_inflated(string what, string hex, string text)
    {
        _ = what;
        Withstands(true, server =>
        {
            using RawClient client = server.Open(extra: Offer);
            byte[] compressed = Convert.FromHexString(hex);
            client.Send(RawClient.Frame(CompressedText, compressed));
            Assert.Equal(text, client.ReadText());
            for (int cut = 0; cut <= compressed.Length; cut++)
            {
                client.Send(
                    RawClient.Frame(CompressedText, compressed.AsSpan(0, cut), final: false),
                    RawClient.Frame(0x9, "between"u8),
                    RawClient.Frame(0x0, compressed.AsSpan(cut)));
                Assert.Equal(0xA, client.ReadFrame().Opcode);
                Assert.Equal(text, client.ReadText());
            }
        });
    }

    [Fact]
    public void Row_25_text_that_is_not_UTF8_when_it_is_inflated_fails_with_1007() => Withstands(true, server =>
        AssertFails(server, 1007, "/", RawClient.Frame(CompressedText, Compress([0xC3, 0x28]))));

    [Fact]
    public void Noise_fails_or_is_echoed_and_harms_nobody() => Withstands(true, server =>
    {
        var random = new Random(20);
        for (int round = 0; round < 60; round++)
        {
            byte[] noise = new byte[random.Next(1, 400)];
            random.NextBytes(noise);
            using RawClient client = server.Open(round % 2 == 0 ? "/" : "/small-stream", Offer);
            client.Send(RawClient.Frame(CompressedBinary, noise));
            client.Send(RawClient.CloseFrame(1000));
            client.ReadToEnd();
            server.BystanderEchoes();
        }
    });

    [Fact]
    public void A_connection_that_ends_in_the_middle_of_a_message_gives_its_inflater_back() => Withstands(false, server =>
    {
        byte[] message = Compress(Samples.Json(1));
        using (RawClient client = server.Open(extra: Offer))
        {
            client.Send(RawClient.Frame(CompressedText, message.AsSpan(0, 100), final: false));
            server.Eventually(() => server.Memory.RentedDeflate == DeflateMemory.OfInflater, "an inflater is in use");
            client.Reset();
        }

        server.Eventually(() => server.Memory.RentedDeflate == 0, "the inflater is back");
    });

    private static void Withstands(bool takesOver, Action<AttackServer> attack)
    {
        var deflate = new DeflateOptions { ServerContextTakeover = takesOver, ClientContextTakeover = takesOver };
        AttackServer.Withstands(new LwsOptions { Deflate = deflate }, attack);
    }

    private static void AssertFails(AttackServer server, int code, string path, params byte[][] frames)
    {
        using RawClient client = server.Open(path, Offer);
        client.Send(frames);
        Assert.Equal(code, client.ReadClose());
        Assert.Equal(code, (int)server.TheClosedSession().Code);
    }

    private static byte[] Compressed(string text) => Compress(System.Text.Encoding.UTF8.GetBytes(text));

    private static byte[] Compress(byte[] message)
    {
        using Deflater deflater = Codec.Deflater();
        return deflater.Compress(message);
    }

    private static int InflatedLength(byte[] compressed)
    {
        using Inflater inflater = Codec.Inflater();
        return inflater.Inflate(compressed).Message.Length;
    }
}

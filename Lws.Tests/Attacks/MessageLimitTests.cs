using System.Net.Sockets;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Attacks;

/// <summary>Messages without an end, in bytes, in frames or in time: rows 17 and 19 to 22.</summary>
public class MessageLimitTests
{
    private const long SmallBound = 4_096;

    [Theory]
    [InlineData(1002, 0x8000_0000_0000_0000)]
    [InlineData(1002, 0xFFFF_FFFF_FFFF_FFFF)]
    [InlineData(1009, 0x7FFF_FFFF_FFFF_FFFF)]
    [InlineData(1009, 0x0000_0000_8000_0000)]
    public void Row_17_a_length_of_64_bits_fails_from_the_header_alone(int code, ulong length) => AttackServer.Withstands(server =>
    {
        server.AssertFails(code, "/", HeaderOf64Bits(length));
        server.AssertMemoryIsBounded(SmallBound);
    });

    [Fact]
    public void Row_17_a_declared_length_reserves_nothing() => AttackServer.Withstands(server =>
    {
        using RawClient client = server.Open();
        byte[] frame = RawClient.Frame(0x2, new byte[65_536]);
        client.Send(frame[..20]);
        server.AssertMemoryIsBounded(SmallBound);
        client.Send(frame[20..]);
        Assert.Equal(65_536, client.ReadFrame().Payload.Length);
    });

    [Fact]
    public void Row_17_a_stream_without_a_limit_holds_nothing_of_the_longest_message() => AttackServer.Withstands(server =>
    {
        using RawClient client = server.Open("/stream");
        client.Send([.. HeaderOf64Bits(0x7FFF_FFFF_FFFF_FFFF), 1, 2, 3, 4]);
        for (int piece = 0; piece < 64; piece++)
        {
            client.Send(new byte[65_536]);
            server.AssertMemoryIsBounded(pooledBytes: 0);
        }
    });

    [Theory]
    [InlineData("/small")]
    [InlineData("/small-stream")]
    public void Row_19_a_declared_length_over_the_limit_fails_with_1009_from_the_header_alone(string path) =>
        AttackServer.Withstands(server => server.AssertFails(1009, path, RawClient.Frame(0x2, new byte[SmallEcho.MaxLength + 1])[..4]));

    [Fact]
    public void Row_19_a_message_of_exactly_the_limit_is_taken() => AttackServer.Withstands(server =>
    {
        using RawClient client = server.Open("/small");
        client.Send(RawClient.Frame(0x2, new byte[SmallEcho.MaxLength]));
        Assert.Equal(SmallEcho.MaxLength, client.ReadFrame().Payload.Length);
    });

    [Theory]
    [InlineData("/small")]
    [InlineData("/small-stream")]
    public void Row_20_fragments_that_pass_the_limit_together_fail_with_1009_at_the_passing_frame(string path) =>
        AttackServer.Withstands(server =>
        {
            byte[] first = RawClient.Frame(0x2, new byte[600], final: false);
            byte[] passing = RawClient.Frame(0x0, new byte[SmallEcho.MaxLength - 600 + 1]);
            server.AssertFails(1009, path, first, passing[..4]);
        });

    [Fact]
    public void Row_20_fragments_of_exactly_the_limit_are_taken() => AttackServer.Withstands(server =>
    {
        using RawClient client = server.Open("/small");
        client.Send(RawClient.Frame(0x2, new byte[600], final: false));
        client.Send(RawClient.Frame(0x0, new byte[SmallEcho.MaxLength - 600]));
        Assert.Equal(SmallEcho.MaxLength, client.ReadFrame().Payload.Length);
    });

    [Theory]
    [InlineData("/", 0)]
    [InlineData("/", 1)]
    [InlineData("/small-stream", 0)]
    public void Row_21_continuations_without_an_end_fail_with_1008_by_their_count(string path, int length) =>
        AttackServer.Withstands(server =>
        {
            byte[] continuation = RawClient.Frame(0x0, new byte[length], final: false);
            byte[] thousand = [.. Enumerable.Repeat(continuation, 1_000).SelectMany(frame => frame)];
            using RawClient client = server.Open(path);
            client.Send(RawClient.Frame(0x2, [], final: false));
            for (int sent = 0; sent < 131; sent++)
            {
                client.Send(thousand);
                server.AssertMemoryIsBounded(SmallBound);
            }

            Assert.Equal(1008, client.ReadClose());
        });

    [Fact]
    public void Row_21_as_many_frames_as_the_limit_are_taken() => AttackServer.Withstands(server =>
    {
        using RawClient client = server.Open("/small");
        client.Send(RawClient.TextFrame("0", final: false));
        for (int frame = 1; frame < SmallEcho.MaxFrames - 1; frame++)
            client.Send(RawClient.Frame(0x0, "-"u8, final: false));
        client.Send(RawClient.Frame(0x0, "1"u8));
        Assert.Equal("0------1", client.ReadText());
    });

    [Theory]
    [InlineData("/")]
    [InlineData("/stream")]
    public void Row_22_a_message_held_open_by_pongs_fails_with_1008_at_its_own_deadline(string path)
    {
        var options = new LwsOptions { MessageTimeout = TimeSpan.FromMilliseconds(300) };
        AttackServer.Withstands(options, server =>
        {
            using RawClient client = server.Open(path);
            client.Send(RawClient.TextFrame("begun", final: false));
            while (!client.Socket.Poll(TimeSpan.FromMilliseconds(20), SelectMode.SelectRead))
            {
                client.Send(RawClient.Frame(0xA, "still here"u8));
                server.AssertMemoryIsBounded(SmallBound);
            }

            Assert.Equal(1008, client.ReadClose());
        });
    }

    private static byte[] HeaderOf64Bits(ulong length)
    {
        byte[] header = [0x82, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(header.AsSpan(2), length);
        return header;
    }
}

using Lws.Bench.Load;
using Lws.Bench.Load.Wire;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Bench.Load;

/// <summary>The load generator's idea of an echo, with the bytes cut in two at every place, and one by one.</summary>
public class EchoReaderTests
{
    private static readonly byte[] Good = [0x82, 5, .. "abcde"u8];

    public static TheoryData<string, byte[]> WrongEchoes => new()
    {
        { "byte 2 of the payload is 0x58 instead of 0x63", [0x82, 5, .. "abXde"u8] },
        { "an echo has 4 bytes instead of 5", [0x82, 4, .. "abcd"u8] },
        { "an echo has 126 bytes instead of 5", [0x82, 126, 0, 126] },
        { "an echo has 65536 bytes instead of 5", [0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0] },
        { "a frame states its length, 5, not in the shortest form (RFC 6455 5.2)", [0x82, 126, 0, 5] },
        { "a frame states its length, 5, not in the shortest form (RFC 6455 5.2)", [0x82, 127, 0, 0, 0, 0, 0, 0, 0, 5] },
        { "a frame is masked, which a server's must not be (RFC 6455 5.1)", [0x82, 0x85, 0, 0, 0, 0, .. "abcde"u8] },
        { "an echo is fragmented, though the message was not", [0x02, 5, .. "abcde"u8] },
        { "a frame has opcode 1 instead of 2 (binary)", [0x81, 5, .. "abcde"u8] },
        { "a frame has a reserved bit set, though no extension was agreed (RFC 6455 5.2)", [0xC2, 5, .. "abcde"u8] },
        { "a control frame is fragmented or longer than 125 bytes (RFC 6455 5.5)", [0x89, 126, 0, 126] },
        { "a control frame is fragmented or longer than 125 bytes (RFC 6455 5.5)", [0x09, 0] },
        { "the server sent a close frame with no code", [0x88, 0] },
        { "the server sent a close frame with code 1001 (bye)", [0x88, 5, 0x03, 0xE9, .. "bye"u8] },
    };

    [Theory]
    [MemberData(nameof(WrongEchoes))]
    public void A_wrong_echo_is_named(string fault, byte[] echo) => Assert.All(Cuts.Of([.. Good, .. echo]), cut =>
    {
        var reader = new EchoReader(new EchoFrames(payloadBytes: 5, depth: 1, isRaw: false));

        LoadException exception = Assert.Throws<LoadException>(() => ReadAll(reader, cut.Pieces));

        Assert.Equal(fault, exception.Message);
    });

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(126)]
    [InlineData(65_536)]
    public void Echoes_are_counted(int payloadBytes)
    {
        byte[] echo = [.. ClientFrame.Header(ClientFrame.Binary, payloadBytes), .. Letters(payloadBytes)];
        var reader = new EchoReader(new EchoFrames(payloadBytes, depth: 1, isRaw: false));
        byte[] three = [.. echo, .. echo, .. echo];

        Assert.Equal(3, reader.Read(three, compares: true));
        Assert.Equal(3, three.Chunk(7).Sum(piece => reader.Read(piece, compares: true)));
    }

    [Fact]
    public void Control_frames_are_no_echoes_and_pings_are_answered()
    {
        byte[] bytes = [0x89, 2, .. "hi"u8, .. Good, 0x8A, 1, (byte)'x', 0x89, 0, .. Good];
        byte[] pongs = [.. RawClient.Frame(10, "hi"u8, mask: 0x0F96_C35A), .. RawClient.Frame(10, [], mask: 0x0F96_C35A)];

        Assert.All(Cuts.Of(bytes), cut =>
        {
            var reader = new EchoReader(new EchoFrames(payloadBytes: 5, depth: 1, isRaw: false));
            Assert.Equal(2, ReadAll(reader, cut.Pieces));
            Assert.Equal(pongs, reader.Pongs);
        });
    }

    [Fact]
    public void A_payload_that_is_not_compared_is_still_counted_out()
    {
        var reader = new EchoReader(new EchoFrames(payloadBytes: 5, depth: 1, isRaw: false));

        Assert.Equal(2, reader.Read([0x82, 5, .. "XXXXX"u8, .. Good], compares: false));
    }

    [Fact]
    public void Raw_echoes_are_the_client_s_own_bytes()
    {
        var frames = new EchoFrames(payloadBytes: 5, depth: 2, isRaw: true);
        byte[] sent = frames.Unsent(2 * frames.FrameLength).ToArray();
        byte[] wrong = [.. sent];
        wrong[1] ^= 1;

        Assert.Equal(RawClient.Frame(2, "abcde"u8, mask: 0x0F96_C35A), sent[..frames.FrameLength]);
        Assert.Equal(2, new EchoReader(frames).Read(sent, compares: true));
        LoadException exception = Assert.Throws<LoadException>(() => new EchoReader(frames).Read(wrong, compares: false));
        Assert.Equal("byte 1 of the frame is 0x84 instead of 0x85", exception.Message);
    }

    private static int ReadAll(EchoReader reader, Memory<byte>[] pieces) => pieces.Sum(piece => reader.Read(piece.Span, compares: true));

    private static byte[] Letters(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)('a' + (i % 26)))];
}

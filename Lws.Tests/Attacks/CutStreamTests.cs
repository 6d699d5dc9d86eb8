using System.Text;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Attacks;

/// <summary>One valid stream, from the request to the close, under every way in which TCP may cut it: row 35.</summary>
public class CutStreamTests
{
    private const int HeaderLength = 14;

    // Not a divisor of any length in the stream.
    private const int SampleDistance = 4_099;

    private static readonly string Accepted =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
        "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

    [Fact]
    public void Row_35_a_short_stream_is_answered_alike_under_every_cut()
    {
        byte[][] parts = [Head("/"), .. ShortFrames(), RawClient.CloseFrame(1000, "bye")];
        string expected = Accepted + ShortAnswer + Frame(0x8, [0x03, 0xE8]);
        AssertAnswered(new LwsOptions(), expected, parts, Enumerable.Range(1, parts.Sum(part => part.Length) - 1));
    }

    [Fact]
    public void Row_35_a_long_stream_is_answered_alike_under_cuts_around_each_header() =>
        AssertAnswered(new LwsOptions(), LongAnswer, LongStream("/"), AroundHeaders(LongStream("/")));

    [Fact]
    public void Row_35_a_long_stream_is_answered_alike_through_a_receive_buffer_that_cuts_it_itself()
    {
        var options = new LwsOptions { MaxRequestHeadLength = 512, ReceiveBufferSize = 4_096 };
        AssertAnswered(options, LongAnswer, LongStream("/"), AroundHeaders(LongStream("/")).Where(at => at % 7 == 0));
    }

    [Fact]
    public void Row_35_a_streamed_message_is_the_same_under_every_cut()
    {
        byte[][] parts = [Head("/stream"), .. ShortFrames(), RawClient.CloseFrame(1000, "bye")];
        string expected = Accepted + StreamAnswer + Frame(0x8, [0x03, 0xE8]);
        AssertAnswered(new LwsOptions(), expected, parts, Enumerable.Range(1, parts.Sum(part => part.Length) - 1));
    }

    private static byte[] Binary126 => [.. Enumerable.Range(0, 126).Select(number => (byte)number)];

    private static byte[] Binary65536 => [.. Enumerable.Range(0, 65_536).Select(number => (byte)(number * 31 >> 3))];

    private static string ShortAnswer => string.Concat(
        Frame(0xA, "ping"u8),
        Frame(0x1, "Hello \u20AC!"u8),
        Frame(0x1, []),
        Frame(0x2, []),
        Frame(0xA, []),
        Frame(0x2, Binary126));

    private static string StreamAnswer => string.Concat(
        Frame(0xA, "ping"u8),
        Frame(0x1, Encoding.ASCII.GetBytes($"Text {PieceDigest.Of("Hello \u20AC!"u8)}")),
        Frame(0x1, Encoding.ASCII.GetBytes($"Text {PieceDigest.Of([])}")),
        Frame(0x1, Encoding.ASCII.GetBytes($"Binary {PieceDigest.Of([])}")),
        Frame(0xA, []),
        Frame(0x1, Encoding.ASCII.GetBytes($"Binary {PieceDigest.Of(Binary126)}")));

    private static string LongAnswer => string.Concat(
        Accepted, ShortAnswer, Frame(0x2, Binary65536), Frame(0x1, "behind it"u8), Frame(0x8, [0x03, 0xE8]));

    private static byte[] Head(string path) => Encoding.ASCII.GetBytes(RawClient.Request(path));

    private static byte[][] ShortFrames()
    {
        byte[] text = Encoding.UTF8.GetBytes("Hello \u20AC!");
        return
        [
            RawClient.Frame(0x1, text.AsSpan(..8), final: false),
            RawClient.Frame(0x9, "ping"u8),
            RawClient.Frame(0x0, [], final: false),
            RawClient.Frame(0xA, "unasked"u8),
            RawClient.Frame(0x0, text.AsSpan(8..)),
            RawClient.Frame(0x1, []),
            RawClient.Frame(0x2, [], final: false),
            RawClient.Frame(0x0, []),
            RawClient.Frame(0x9, []),
            RawClient.Frame(0x2, Binary126),
        ];
    }

    private static byte[][] LongStream(string path) =>
    [
        Head(path),
        .. ShortFrames(),
        RawClient.Frame(0x2, Binary65536),
        RawClient.TextFrame("behind it"),
        RawClient.CloseFrame(1000, "bye"),
    ];

    // All cuts inside of a header and beside it, and some elsewhere.
    private static IEnumerable<int> AroundHeaders(byte[][] parts)
    {
        var cuts = new SortedSet<int>();
        int length = parts.Sum(part => part.Length);
        int start = 0;
        foreach (byte[] part in parts)
        {
            for (int at = start - 1; at <= start + HeaderLength; at++)
                cuts.Add(at);
            start += part.Length;
        }

        for (int at = SampleDistance; at < length; at += SampleDistance)
            cuts.Add(at);
        return cuts.Where(at => at > 0 && at < length);
    }

    private static void AssertAnswered(LwsOptions options, string expected, byte[][] parts, IEnumerable<int> cuts)
    {
        byte[] stream = [.. parts.SelectMany(part => part)];
        using var server = new SteppedServer(options);
        Assert.Equal(expected, server.OutputFor(stream));
        Assert.Equal(expected, server.OutputFor(stream.Select(single => new[] { single })));
        Assert.All(cuts, at => Assert.Equal(expected, server.OutputFor(stream[..at], stream[at..])));
        server.AssertUnharmed();
    }

    // As a server sends it: not masked.
    private static string Frame(int opcode, ReadOnlySpan<byte> payload)
    {
        List<byte> frame = [(byte)(0x80 | opcode)];
        if (payload.Length <= 125)
            frame.Add((byte)payload.Length);
        else if (payload.Length <= 0xFFFF)
            frame.AddRange([126, (byte)(payload.Length >> 8), (byte)payload.Length]);
        else
            frame.AddRange([127, 0, 0, 0, 0, 0, (byte)(payload.Length >> 16), (byte)(payload.Length >> 8), (byte)payload.Length]);
        return Encoding.Latin1.GetString([.. frame, .. payload]);
    }
}

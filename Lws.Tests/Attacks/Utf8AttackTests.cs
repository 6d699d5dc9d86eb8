using System.Text;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Attacks;

/// <summary>Text that is not UTF-8, and UTF-8 that is cut where it hurts: row 25.</summary>
public class Utf8AttackTests
{
    private const string Text = "\u03BA\u1F79\u03C3\u03BC\u03B5 \u20AC \U00010348 end";

    // Each is invalid from a byte on that is followed by none that would make it valid.
    public static TheoryData<string, byte[]> InvalidSequences => new()
    {
        { "overlong in two bytes", [0xC0, 0x80] },
        { "overlong in three bytes", [0xE0, 0x80, 0xAF] },
        { "overlong in four bytes", [0xF0, 0x80, 0x80, 0xAF] },
        { "first surrogate", [0xED, 0xA0, 0x80] },
        { "last surrogate", [0xED, 0xBF, 0xBF] },
        { "U+110000", [0xF4, 0x90, 0x80, 0x80] },
        { "lead byte above all", [0xF5, 0x80, 0x80, 0x80] },
        { "continuation alone", [0x80] },
        { "byte FF", [0xFF] },
        { "two bytes cut short", [0xCE, (byte)' '] },
        { "four bytes cut short", [0xF0, 0x90, 0x8D, (byte)' '] },
    };

    [Theory]
    [MemberData(nameof(InvalidSequences))]
    public void Row_25_invalid_text_fails_with_1007_whole_fragmented_and_cut(string what, byte[] sequence)
    {
        _ = what;
        byte[] text = [.. "before "u8, .. sequence, .. " behind"u8];
        AttackServer.Withstands(server =>
        {
            AssertFails(server, "/", RawClient.Frame(0x1, text));
            AssertFails(server, "/stream", RawClient.Frame(0x1, text));
            AssertFails(server, "/", RawClient.Frame(0x1, text.AsSpan(..8), final: false), RawClient.Frame(0x0, text.AsSpan(8..)));
            AssertFails(server, "/", RawClient.Frame(0x1, text).Select(single => new[] { single }).ToArray());
            AssertFails(server, "/", [.. ByteFrames(text)]);
        });
    }

    [Theory]
    [MemberData(nameof(InvalidSequences))]
    public void Row_25_the_first_bad_byte_is_enough(string what, byte[] sequence)
    {
        _ = what;
        byte[] text = [.. "before "u8, .. sequence, .. new byte[1_000]];
        AttackServer.Withstands(server => server.AssertFails(1007, "/", RawClient.Frame(0x1, text)[..(8 + 7 + sequence.Length)]));
    }

    [Theory]
    [InlineData(new byte[] { 0xCE })]
    [InlineData(new byte[] { 0xE2, 0x82 })]
    [InlineData(new byte[] { 0xF0, 0x9F, 0x98 })]
    public void Row_25_text_cut_at_its_end_fails_with_1007(byte[] sequence) => AttackServer.Withstands(server =>
    {
        AssertFails(server, "/", RawClient.Frame(0x1, sequence));
        AssertFails(server, "/", RawClient.Frame(0x1, sequence, final: false), RawClient.Frame(0x0, []));
        AssertFails(server, "/stream", RawClient.Frame(0x1, sequence, final: false), RawClient.Frame(0x0, []));
    });

    [Fact]
    public void Row_25_valid_text_split_over_frames_anywhere_is_taken() => AttackServer.Withstands(server =>
    {
        byte[] text = Encoding.UTF8.GetBytes(Text);
        using RawClient client = server.Open();
        for (int at = 0; at <= text.Length; at++)
        {
            client.Send(RawClient.Frame(0x1, text.AsSpan(..at), final: false), RawClient.Frame(0x0, text.AsSpan(at..)));
            Assert.Equal(Text, client.ReadText());
        }

        client.Send([.. ByteFrames(text)]);
        Assert.Equal(Text, client.ReadText());
    });

    [Fact]
    public void Row_25_binary_is_not_held_to_be_text() => AttackServer.Withstands(server =>
    {
        using RawClient client = server.Open();
        client.Send(RawClient.Frame(0x2, [0xFF, 0xC0, 0x80]));
        Assert.Equal([0xFF, 0xC0, 0x80], client.ReadFrame().Payload);
    });

    // A frame for each byte, and an empty one at the end.
    private static IEnumerable<byte[]> ByteFrames(byte[] text)
    {
        for (int at = 0; at < text.Length; at++)
            yield return RawClient.Frame(at == 0 ? 0x1 : 0x0, text.AsSpan(at, 1), final: false);
        yield return RawClient.Frame(0x0, []);
    }

    private static void AssertFails(AttackServer server, string path, params byte[][] pieces)
    {
        using RawClient client = server.Open(path);
        client.Send(pieces);
        server.BystanderEchoes();
        Assert.Equal(1007, client.ReadClose());
    }
}

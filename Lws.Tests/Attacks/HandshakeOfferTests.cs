using System.Text;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Attacks;

/// <summary>What a request may offer besides itself: rows 10 to 12.</summary>
public class HandshakeOfferTests
{
    private static readonly LwsOptions LongHeads = new() { MaxRequestHeadLength = 65_536 };

    [Fact]
    public void Row_10_ten_thousand_subprotocols_get_400_within_bounded_memory() => AttackServer.Withstands(LongHeads, server =>
    {
        string offer = string.Join(',', Enumerable.Range(0, 10_000).Select(number => number.ToString("x")));
        server.AssertRefused(400, RawClient.Request(subprotocol: offer));
        server.AssertMemoryIsBounded(pooledBytes: 65_536);
    });

    [Fact]
    public void Row_10_ten_thousand_subprotocols_get_431_where_the_head_may_not_be_that_long() => AttackServer.Withstands(server =>
    {
        string offer = string.Join(',', Enumerable.Range(0, 10_000).Select(number => number.ToString("x")));
        server.AssertRefused(431, RawClient.Request(subprotocol: offer));
    });

    [Theory]
    [InlineData("")]
    [InlineData(",")]
    [InlineData("echo,,other")]
    [InlineData("echo, ")]
    [InlineData("ec ho")]
    [InlineData("\"echo\"")]
    [InlineData("echo, echo")]
    [InlineData("other\r\nSec-WebSocket-Protocol: echo, other")]
    public void Row_10_empty_malformed_and_duplicate_subprotocols_get_400(string offer) =>
        AttackServer.Withstands(server => server.AssertRefused(400, RawClient.Request(subprotocol: offer)));

    [Fact]
    public void Row_10_none_of_unknown_subprotocols_is_selected() => AttackServer.Withstands(server =>
    {
        using RawClient client = server.Connect();
        client.Send(RawClient.Request(subprotocol: "unknown, ECHO"));
        AssertOpen(client, without: "Sec-WebSocket-Protocol");
    });

    [Theory]
    [InlineData("")]
    [InlineData("permessage-deflate; =")]
    [InlineData(";;;,,,")]
    [InlineData("permessage-deflate; server_max_window_bits=\"")]
    [InlineData("x-unknown; a=b")]
    [InlineData("permessage-deflate; server_no_context_takeover; server_no_context_takeover")]
    [InlineData("permessage-deflate; server_max_window_bits=7")]
    [InlineData("permessage-deflate; server_max_window_bits=99")]
    [InlineData("permessage-deflate; server_max_window_bits=08")]
    [InlineData("permessage-deflate; client_max_window_bits=99999999999999999999")]
    public void Row_11_a_malformed_or_unknown_extension_is_declined(string offer) => AttackServer.Withstands(server =>
    {
        using RawClient client = server.Connect();
        client.Send(RawClient.Request(extra: $"Sec-WebSocket-Extensions: {offer}\r\n"));
        AssertOpen(client, without: "Sec-WebSocket-Extensions");
    });

    [Fact]
    public void Row_12_frames_in_the_segment_of_the_handshake_are_parsed_after_101() => AttackServer.Withstands(server =>
    {
        using RawClient client = server.Connect();
        byte[] request = Encoding.ASCII.GetBytes(RawClient.Request());
        client.Send([.. request, .. RawClient.TextFrame("early"), .. RawClient.Frame(0x9, "ping"u8), .. RawClient.CloseFrame(1000)]);
        Assert.StartsWith("HTTP/1.1 101 ", client.ReadHead(), StringComparison.Ordinal);
        Assert.Equal("early", client.ReadText());
        Assert.Equal((0xA, true, "ping"), Text(client.ReadFrame()));
        Assert.Equal(1000, client.ReadClose());
    });

    [Fact]
    public void Row_12_half_a_frame_in_the_segment_of_the_handshake_is_kept() => AttackServer.Withstands(server =>
    {
        using RawClient client = server.Connect();
        byte[] request = Encoding.ASCII.GetBytes(RawClient.Request());
        byte[] frame = RawClient.TextFrame("early");
        client.Send([.. request, .. frame[..3]]);
        Assert.StartsWith("HTTP/1.1 101 ", client.ReadHead(), StringComparison.Ordinal);
        client.Send(frame[3..]);
        Assert.Equal("early", client.ReadText());
    });

    private static void AssertOpen(RawClient client, string without)
    {
        string head = client.ReadHead();
        Assert.StartsWith("HTTP/1.1 101 ", head, StringComparison.Ordinal);
        Assert.DoesNotContain(without, head, StringComparison.OrdinalIgnoreCase);
        client.Send(RawClient.TextFrame("open"));
        Assert.Equal("open", client.ReadText());
    }

    private static (int Opcode, bool Final, string Payload) Text((int Opcode, bool Final, byte[] Payload) frame) =>
        (frame.Opcode, frame.Final, Encoding.UTF8.GetString(frame.Payload));
}

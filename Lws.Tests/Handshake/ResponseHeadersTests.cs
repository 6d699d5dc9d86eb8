using System.Text;
using Lws.Handshake;
using Xunit;

namespace Lws.Tests.Handshake;

public class ResponseHeadersTests
{
    private readonly ResponseHeaders _headers = new();

    [Fact]
    public void Lines_stand_in_their_order_until_they_are_cleared()
    {
        Add("X-One", "1");
        Add("x-two", " a\tb; é ");
        Assert.Equal("X-One: 1\r\nx-two:  a\tb; é \r\n", Encoding.Latin1.GetString(_headers.Lines));

        _headers.Clear();
        Assert.True(_headers.Lines.IsEmpty);
    }

    [Theory]
    [InlineData("")]
    [InlineData("X One")]
    [InlineData("X:One")]
    [InlineData("X\r\nOne")]
    [InlineData("Grüße")]
    public void A_name_that_is_no_token_is_refused(string name) => AssertRefused(name, "a", "token");

    [Theory]
    [InlineData("a\r\nX-Smuggled: b")]
    [InlineData("a\rb")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    [InlineData("\u007f")]
    public void A_value_with_a_line_end_or_another_control_character_is_refused(string value) => AssertRefused("X", value, "control");

    [Theory]
    [InlineData("Sec-WebSocket-Accept")]
    [InlineData("sec-websocket-protocol")]
    [InlineData("Sec-WebSocket-Anything")]
    [InlineData("UPGRADE")]
    [InlineData("Connection")]
    [InlineData("content-length")]
    [InlineData("Content-Type")]
    [InlineData("Transfer-Encoding")]
    [InlineData("Trailer")]
    public void A_header_of_the_handshake_is_refused(string name) => AssertRefused(name, "a", "written by Lws");

    [Theory]
    [InlineData("Sec-WebSocket")]
    [InlineData("Sec-Fetch-Mode")]
    [InlineData("Upgrade-Insecure-Requests")]
    [InlineData("WWW-Authenticate")]
    public void A_header_that_only_looks_like_it_is_taken(string name)
    {
        Add(name, "a");
        Assert.Equal($"{name}: a\r\n", Encoding.Latin1.GetString(_headers.Lines));
    }

    [Fact]
    public void Together_they_take_at_most_what_is_said_and_the_last_byte_fits()
    {
        Add("X-A", new string('a', 4_000));
        int left = UpgradeRequest.MaxResponseHeaderBytes - _headers.Lines.Length - "X-B: \r\n".Length;
        AssertRefused("X-B", new string('b', left + 1), "8,192");
        Add("X-B", new string('b', left));
        Assert.Equal(UpgradeRequest.MaxResponseHeaderBytes, _headers.Lines.Length);
        AssertRefused("X", "", "8,192");
    }

    private void AssertRefused(string name, string value, string reason)
    {
        int before = _headers.Lines.Length;
        var exception = Assert.Throws<ArgumentException>(() => Add(name, value));
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, _headers.Lines.Length);
    }

    private void Add(string name, string value) => _headers.Add(Encoding.Latin1.GetBytes(name), Encoding.Latin1.GetBytes(value));
}

using System.Text;
using Lws.Handshake;
using Xunit;

namespace Lws.Tests.Handshake;

public class RequestHeadParserTests
{
    [Theory] // attacks 4 and 38
    [InlineData("GET", nameof(HandshakeError.MalformedRequestLine))]
    [InlineData("GET /", nameof(HandshakeError.MalformedRequestLine))]
    [InlineData("GET HTTP/1.1", nameof(HandshakeError.MalformedRequestLine))]
    [InlineData("G(T / HTTP/1.1", nameof(HandshakeError.MalformedRequestLine))]
    [InlineData("G\tT / HTTP/1.1", nameof(HandshakeError.MalformedRequestLine))]
    [InlineData("GET / http/1.1", nameof(HandshakeError.MalformedRequestLine))]
    [InlineData("GET / HTTP/1.1 ", nameof(HandshakeError.MalformedRequestLine))]
    [InlineData("GET / HTTP/11", nameof(HandshakeError.MalformedRequestLine))]
    [InlineData("GET / HTTP/1.x", nameof(HandshakeError.MalformedRequestLine))]
    [InlineData("GET / HTTP/1.10", nameof(HandshakeError.MalformedRequestLine))]
    [InlineData("GET  / HTTP/1.1", nameof(HandshakeError.MalformedTarget))]
    [InlineData("GET /  HTTP/1.1", nameof(HandshakeError.MalformedTarget))]
    [InlineData("GET /\t HTTP/1.1", nameof(HandshakeError.MalformedTarget))]
    [InlineData("GET /a b HTTP/1.1", nameof(HandshakeError.MalformedTarget))]
    [InlineData("GET /a#b HTTP/1.1", nameof(HandshakeError.MalformedTarget))]
    [InlineData("GET /\u00e9 HTTP/1.1", nameof(HandshakeError.MalformedTarget))]
    [InlineData("GET * HTTP/1.1", nameof(HandshakeError.MalformedTarget))]
    [InlineData("GET chat HTTP/1.1", nameof(HandshakeError.MalformedTarget))]
    [InlineData("GET http://server.example.com/ HTTP/1.1", nameof(HandshakeError.MalformedTarget))]
    [InlineData("GET / HTTP/1.0", nameof(HandshakeError.OldHttpVersion))]
    [InlineData("GET / HTTP/0.9", nameof(HandshakeError.UnsupportedHttpVersion))]
    [InlineData("GET / HTTP/1.2", nameof(HandshakeError.UnsupportedHttpVersion))]
    [InlineData("PRI * HTTP/2.0", nameof(HandshakeError.UnsupportedHttpVersion))]
    public void Request_line_of_another_form_is_refused(string line, string error)
    {
        Assert.Equal(error, Verdict.Of(Requests.With(Requests.RequestLine, line + "\r\n")).Error.ToString());
    }

    [Theory]
    [InlineData("/", "/ ")]
    [InlineData("/?", "/ ")]
    [InlineData("/a/b?c=d&e=?/", "/a/b c=d&e=?/")]
    [InlineData("//a/../%2e%2e/~!", "//a/../%2e%2e/~! ")]
    public void Target_is_split_at_the_first_question_mark_and_not_decoded(string target, string split)
    {
        Assert.Equal(split, Verdict.Of(Requests.With(Requests.RequestLine, $"GET {target} HTTP/1.1\r\n")).Target);
    }

    [Theory] // attack 5
    [InlineData("NoColon")]
    [InlineData(": no name")]
    [InlineData("Space : b")]
    [InlineData("Tab\t: b")]
    [InlineData("Two words: b")]
    [InlineData("Bra(cket: b")]
    [InlineData("Caf\u00e9: b")]
    public void Header_of_another_form_is_refused(string line)
    {
        Assert.Equal(HandshakeError.MalformedHeader, Verdict.Of(Requests.Plus(line + "\r\n")).Error);
    }

    [Theory]
    [InlineData("", nameof(HandshakeError.MissingHost))]
    [InlineData("Host: a\r\nHost: a\r\n", nameof(HandshakeError.DuplicateHost))]
    [InlineData("Host: a\r\nhOST: b\r\n", nameof(HandshakeError.DuplicateHost))]
    [InlineData("Host: a b\r\n", nameof(HandshakeError.MalformedHost))]
    [InlineData("Host: user@a\r\n", nameof(HandshakeError.MalformedHost))]
    [InlineData("Host: a/b\r\n", nameof(HandshakeError.MalformedHost))]
    [InlineData("Host:\r\n", nameof(HandshakeError.None))]
    [InlineData("HOST:[::1]:7681\r\n", nameof(HandshakeError.None))]
    public void Exactly_one_well_formed_host_is_required(string lines, string error)
    {
        Assert.Equal(error, Verdict.Of(Requests.With(Requests.Host, lines)).Error.ToString());
    }

    [Theory] // attack 5
    [InlineData("Content-Length: 0\r\nContent-Length: 0\r\n")]
    [InlineData("Content-Length: 0\r\ncontent-length: 5\r\n")]
    public void Content_length_twice_is_refused(string lines)
    {
        Assert.Equal(HandshakeError.DuplicateContentLength, Verdict.Of(Requests.Plus(lines)).Error);
    }

    [Fact]
    public void As_many_headers_as_there_is_room_for_are_accepted_and_no_more() // attack 6
    {
        int given = Requests.Valid.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length - 1;
        string filler = string.Concat(Enumerable.Repeat("A: b\r\n", RequestHeadParser.MaxHeaders - given));

        Assert.True(Verdict.Of([Requests.Plus(filler)]).IsAccepted);
        Assert.Equal(HandshakeError.TooManyHeaders, Verdict.Of([Requests.Plus(filler + "A: b\r\n")]).Error);
    }

    [Fact]
    public void Headers_are_listed_in_order_with_trimmed_values()
    {
        byte[] head = Requests.Bytes("GET / HTTP/1.1\r\nHost:a\r\nEmpty:\r\nBlank: \t \r\nTrimmed: \t a\tb\u00e9 \t\r\ncolons:a:b\r\n\r\n");
        var fields = new HeaderField[8];

        Assert.Equal(HandshakeError.None, RequestHeadParser.TryParse(head, fields, out RequestHead request));

        var listed = new List<string>();
        HeaderFields headers = request.Headers;
        for (int header = 0; header < headers.Count; header++)
            listed.Add($"{Encoding.Latin1.GetString(headers.NameAt(header))}={Encoding.Latin1.GetString(headers.ValueAt(header))}");
        Assert.Equal(["Host=a", "Empty=", "Blank=", "Trimmed=a\tb\u00e9", "colons=a:b"], listed);
    }

    [Fact]
    public void Headers_are_found_without_regard_to_case_and_only_whole()
    {
        byte[] head = Requests.Bytes("GET / HTTP/1.1\r\nHost: a\r\nX-One: 1\r\nx-one: 2\r\nX-On: 3\r\n\r\n");
        var fields = new HeaderField[8];
        RequestHeadParser.TryParse(head, fields, out RequestHead request);

        Assert.Equal(2, request.Headers.CountOf("X-ONE"u8, out ReadOnlySpan<byte> value));
        Assert.True(value.SequenceEqual("1"u8));
        Assert.Equal(2, request.Headers.IndexOf("X-One"u8, from: 2));
        Assert.Equal(-1, request.Headers.IndexOf("X-One"u8, from: 3));
        Assert.Equal(0, request.Headers.CountOf("X-O"u8, out value));
        Assert.True(value.IsEmpty);
    }
}

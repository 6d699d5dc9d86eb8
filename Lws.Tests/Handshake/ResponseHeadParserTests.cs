using System.Text;
using Lws.Handshake;
using Xunit;

namespace Lws.Tests.Handshake;

public class ResponseHeadParserTests
{
    [Fact]
    public void Valid_response_is_found_however_it_is_cut()
    {
        Answer answer = Answer.Of(Requests.Bytes(Responses.Valid));

        Assert.Equal(new Answer(ConnectError.None, Responses.Valid.Length, 101, "Switching Protocols"), answer);
    }

    [Fact]
    public void Frames_behind_the_head_are_left_alone() // attack 12
    {
        byte[] response = [.. Requests.Bytes(Responses.Valid), 0x81, 0x02, (byte)'h', (byte)'i', .. "\r\n\r\n"u8];

        Assert.Equal(Responses.Valid.Length, Answer.Of(response).HeadLength);
    }

    [Fact]
    public void Unfinished_head_needs_more_data_wherever_it_ends()
    {
        byte[] response = Requests.Bytes(Responses.Valid);
        for (int length = 0; length < response.Length; length++)
            Assert.Equal(Answer.Unfinished, Answer.Of([response.AsMemory(0, length)]));
    }

    [Theory]
    [InlineData("HTTP/1.1 101 Switching Protocols", "Switching Protocols")]
    [InlineData("HTTP/1.1 101 Web Socket Protocol Handshake", "Web Socket Protocol Handshake")]
    [InlineData("HTTP/1.1 101 caf\u00e9\t!", "caf\u00e9\t!")]
    [InlineData("HTTP/1.1 101  two spaces", " two spaces")]
    [InlineData("HTTP/1.1 101 ", "")]
    [InlineData("HTTP/1.1 101", "")]
    public void Reason_may_be_anything_and_nothing(string line, string reason)
    {
        Answer answer = Answer.Of(Responses.With(Responses.StatusLine, line + "\r\n"));

        Assert.True(answer.IsAccepted);
        Assert.Equal(reason, answer.Reason);
    }

    [Theory] // attack 38
    [InlineData("HTTP/1.1")]
    [InlineData("HTTP/1.1 ")]
    [InlineData("HTTP/1.1 10")]
    [InlineData("HTTP/1.1 1011")]
    [InlineData("HTTP/1.1 1 01")]
    [InlineData("HTTP/1.1 +10 OK")]
    [InlineData("HTTP/1.1 -10 OK")]
    [InlineData("HTTP/1.1 1.1 OK")]
    [InlineData("HTTP/1.1 0x6 OK")]
    [InlineData("HTTP/1.1 \u00b900 OK")]
    [InlineData("HTTP/1.1 101\tOK")]
    [InlineData("HTTP/1.1 101OK")]
    [InlineData("HTTP/1.1  101 OK")]
    [InlineData("HTTP/1.1\t101 OK")]
    [InlineData("HTTP/1.0 101 OK")]
    [InlineData("HTTP/1.2 101 OK")]
    [InlineData("HTTP/2.0 101 OK")]
    [InlineData("HTTP/2 101")]
    [InlineData("Http/1.1 101 OK")]
    [InlineData("ICY 101 OK")]
    [InlineData("SSH-2.0-OpenSSH_9.9")]
    [InlineData("GET / HTTP/1.1")]
    [InlineData("101")]
    public void Status_line_of_another_form_is_malformed(string line)
    {
        Answer answer = Answer.Of(Responses.With(Responses.StatusLine, line + "\r\n"));

        Assert.Equal(Answer.Unfinished with { Error = ConnectError.MalformedResponse }, answer);
    }

    [Theory] // attacks 5 and 38
    [InlineData("\u0015\u0003\u0001\u0000\u0002\u0002\u0046")]
    [InlineData("\u0081\u0002hi")]
    [InlineData("http/1.1 101 OK\r\n")]
    [InlineData("\r\nHTTP/1.1 101 OK\r\n")]
    [InlineData("HTTP/1.1 101 OK\n")]
    [InlineData("HTTP/1.1 101 OK\rU")]
    [InlineData("HTTP/1.1 101 \0")]
    [InlineData("HTTP/1.1 101 OK\r\nA: b\r\n c")]
    public void Foreign_bytes_are_malformed_without_waiting_for_more(string bytes)
    {
        Assert.Equal(ConnectError.MalformedResponse, Answer.Of(Requests.Bytes(bytes)).Error);
    }

    [Theory] // attack 5
    [InlineData("NoColon")]
    [InlineData(": no name")]
    [InlineData("Space : b")]
    [InlineData("Two words: b")]
    [InlineData("Caf\u00e9: b")]
    public void Header_of_another_form_is_malformed(string line)
    {
        Assert.Equal(ConnectError.MalformedResponse, Answer.Of(Responses.Plus(line + "\r\n")).Error);
    }

    [Fact]
    public void As_many_headers_as_there_is_room_for_are_accepted_and_no_more() // attack 6
    {
        int given = Responses.Valid.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length - 1;
        string filler = string.Concat(Enumerable.Repeat("A: b\r\n", RequestHeadParser.MaxHeaders - given));

        Assert.True(Answer.Of([Responses.Plus(filler)]).IsAccepted);
        Assert.Equal(ConnectError.MalformedResponse, Answer.Of([Responses.Plus(filler + "A: b\r\n")]).Error);
    }

    [Fact]
    public void Endless_head_is_malformed_at_the_limit() // attack 6
    {
        byte[] endless = Requests.Bytes(Responses.StatusLine + "A: " + new string('a', 1 << 20));

        Assert.Equal(ConnectError.MalformedResponse, Answer.Of([endless]).Error);
        Assert.Equal(Answer.Unfinished, Answer.Of([endless.AsMemory(0, Verdict.MaxHeadLength - 1)]));
    }

    [Fact]
    public void Headers_are_found_without_regard_to_case_and_with_trimmed_values()
    {
        byte[] head = Requests.Bytes("HTTP/1.1 503 Service Unavailable\r\nRetry-After:\t30 \r\nA: b\r\n\r\n");
        var fields = new HeaderField[2];

        Assert.Equal(ConnectError.None, ResponseHeadParser.TryParse(head, fields, out ResponseHead response));

        Assert.Equal(503, response.Status);
        Assert.Equal(2, response.Headers.Count);
        Assert.Equal(1, response.Headers.CountOf("RETRY-AFTER"u8, out ReadOnlySpan<byte> seconds));
        Assert.Equal("30", Encoding.Latin1.GetString(seconds));
    }
}

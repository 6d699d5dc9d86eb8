using System.Text;
using Lws.Handshake;
using Xunit;

namespace Lws.Tests.Handshake;

public class HandshakeResponseTests
{
    [Fact]
    public void Accepted_request_of_the_rfc_gets_the_response_of_the_rfc()
    {
        Assert.Equal(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
            "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\nSec-WebSocket-Protocol: chat\r\n\r\n",
            Accepted("chat"));
    }

    [Fact]
    public void Response_names_no_subprotocol_when_none_was_chosen()
    {
        Assert.EndsWith("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n", Accepted(""));
    }

    [Fact]
    public void Longest_subprotocol_fits()
    {
        string name = new('p', HandshakeResponse.MaxSubprotocolLength);

        Assert.Contains($"\r\nSec-WebSocket-Protocol: {name}\r\n\r\n", Accepted(name));
    }

    [Fact]
    public void Unsupported_version_gets_426_and_the_supported_one() // attack 2
    {
        Assert.Equal(
            "HTTP/1.1 426 Upgrade Required\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n" +
            "Content-Type: text/plain\r\nContent-Length: 57\r\nConnection: close\r\n\r\n" +
            "Sec-WebSocket-Version is not 13, the version of RFC 6455.",
            Refused(HandshakeError.UnsupportedVersion));
    }

    [Theory]
    [InlineData(nameof(HandshakeError.MissingKey), 400)]
    [InlineData(nameof(HandshakeError.NotHttp), 400)]
    [InlineData(nameof(HandshakeError.PlainHttp), 400)]
    [InlineData(nameof(HandshakeError.OldHttpVersion), 400)]
    [InlineData(nameof(HandshakeError.DuplicateOrigin), 400)]
    [InlineData(nameof(HandshakeError.OriginNotAccepted), 403)]
    [InlineData(nameof(HandshakeError.NotFound), 404)]
    [InlineData(nameof(HandshakeError.UpgradeMethodNotGet), 405)]
    [InlineData(nameof(HandshakeError.MethodNotAllowed), 405)]
    [InlineData(nameof(HandshakeError.RequestTimeout), 408)]
    [InlineData(nameof(HandshakeError.DecisionTimeout), 408)]
    [InlineData(nameof(HandshakeError.RequestLineTooLong), 414)]
    [InlineData(nameof(HandshakeError.HeadTooLong), 431)]
    [InlineData(nameof(HandshakeError.TooManyHeaders), 431)]
    [InlineData(nameof(HandshakeError.ServiceUnavailable), 503)]
    [InlineData(nameof(HandshakeError.UnsupportedHttpVersion), 505)]
    public void Status_tells_whose_fault_it_is(string error, int status)
    {
        Assert.StartsWith($"HTTP/1.1 {status} ", Refused(Enum.Parse<HandshakeError>(error)));
    }

    [Theory]
    [InlineData(nameof(HandshakeError.UpgradeMethodNotGet), "\r\nAllow: GET\r\n")]
    [InlineData(nameof(HandshakeError.MethodNotAllowed), "\r\nAllow: GET, HEAD\r\n")]
    public void Method_not_allowed_names_those_that_are(string error, string allow)
    {
        Assert.Contains(allow, Refused(Enum.Parse<HandshakeError>(error)));
    }

    [Fact]
    public void Every_refusal_is_a_whole_response_that_explains_itself_and_closes()
    {
        foreach (HandshakeError error in Enum.GetValues<HandshakeError>().Where(error => error != HandshakeError.None))
        {
            string[] parts = Refused(error).Split("\r\n\r\n");

            Assert.Equal(2, parts.Length);
            Assert.Contains("\r\nConnection: close", parts[0]);
            Assert.Contains($"\r\nContent-Length: {parts[1].Length}\r\n", parts[0]);
            Assert.Matches("^[A-Z][ -~]{15,}[.?]$", parts[1]);
            Assert.Equal(parts[0] + "\r\n\r\n", Refused(error, isHead: true));
        }
    }

    private static string Accepted(string subprotocol)
    {
        var destination = new byte[HandshakeResponse.MaxLength];
        int length = HandshakeResponse.WriteAccepted(destination, "dGhlIHNhbXBsZSBub25jZQ=="u8, Encoding.ASCII.GetBytes(subprotocol));
        return Encoding.ASCII.GetString(destination, 0, length);
    }

    private static string Refused(HandshakeError error, bool isHead = false)
    {
        var destination = new byte[HandshakeResponse.MaxLength];
        return Encoding.ASCII.GetString(destination, 0, HandshakeResponse.WriteRefused(destination, error, isHead));
    }
}

using Lws.Handshake;
using Xunit;

namespace Lws.Tests.Handshake;

public class UpgradeValidatorTests
{
    [Theory] // attack 1
    [InlineData("", nameof(HandshakeError.MissingKey))]
    [InlineData(Requests.Key + Requests.Key, nameof(HandshakeError.DuplicateKey))]
    [InlineData("Sec-WebSocket-Key:\r\n", nameof(HandshakeError.MalformedKey))]
    [InlineData("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=\r\n", nameof(HandshakeError.MalformedKey))]
    [InlineData("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ\r\n", nameof(HandshakeError.MalformedKey))]
    [InlineData("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZTE=\r\n", nameof(HandshakeError.MalformedKey))]
    [InlineData("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZTEy\r\n", nameof(HandshakeError.MalformedKey))]
    [InlineData("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZ===\r\n", nameof(HandshakeError.MalformedKey))]
    [InlineData("Sec-WebSocket-Key: dGhlIHNhbXBs SBub25jZQ==\r\n", nameof(HandshakeError.MalformedKey))]
    [InlineData("Sec-WebSocket-Key: dGhlIHNhbXBs-_Bub25jZQ==\r\n", nameof(HandshakeError.MalformedKey))]
    [InlineData("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==, dGhlIHNhbXBsZSBub25jZQ==\r\n", nameof(HandshakeError.MalformedKey))]
    public void Key_that_is_not_16_bytes_of_base64_is_refused(string lines, string error)
    {
        Assert.Equal(error, Verdict.Of(Requests.With(Requests.Key, lines)).Error.ToString());
    }

    [Fact]
    public void Key_is_well_formed_exactly_when_it_decodes_to_16_bytes()
    {
        byte[] key = "dGhlIHNhbXBsZSBub25jZQ=="u8.ToArray();
        for (int at = 0; at < key.Length; at++)
        {
            for (int single = '!'; single <= '~'; single++)
            {
                byte[] changed = [.. key];
                changed[at] = (byte)single;
                string text = System.Text.Encoding.ASCII.GetString(changed);

                var decoded = new byte[18];
                bool isKey = Convert.TryFromBase64String(text, decoded, out int length) && length == 16;
                Assert.Equal(isKey, Verdict.Of([Requests.With(Requests.Key, $"Sec-WebSocket-Key: {text}\r\n")]).IsAccepted);
            }
        }
    }

    [Theory] // attack 2
    [InlineData("", nameof(HandshakeError.MissingVersion))]
    [InlineData(Requests.Version + Requests.Version, nameof(HandshakeError.DuplicateVersion))]
    [InlineData("Sec-WebSocket-Version: 12\r\n", nameof(HandshakeError.UnsupportedVersion))]
    [InlineData("Sec-WebSocket-Version: 013\r\n", nameof(HandshakeError.UnsupportedVersion))]
    [InlineData("Sec-WebSocket-Version: 13, 8\r\n", nameof(HandshakeError.UnsupportedVersion))]
    [InlineData("Sec-WebSocket-Version:\r\n", nameof(HandshakeError.UnsupportedVersion))]
    public void Version_other_than_13_is_refused(string lines, string error)
    {
        Assert.Equal(error, Verdict.Of(Requests.With(Requests.Version, lines)).Error.ToString());
    }

    [Theory] // attack 3
    [InlineData("")]
    [InlineData("Connection: keep-alive\r\n")]
    [InlineData("Connection: Upgraded\r\n")]
    [InlineData("Connection: keep-alive Upgrade\r\n")]
    [InlineData("Connection: \"Upgrade\"\r\n")]
    public void Upgrade_without_connection_upgrade_is_refused(string lines)
    {
        Assert.Equal(HandshakeError.MissingConnectionUpgrade, Verdict.Of(Requests.With(Requests.Connection, lines)).Error);
    }

    [Theory] // attack 3
    [InlineData(Requests.Connection, "Connection: keep-alive, Upgrade\r\n")]
    [InlineData(Requests.Connection, "CONNECTION:keep-alive,uPGRADE\r\n")]
    [InlineData(Requests.Connection, "Connection: keep-alive\r\nX: y\r\nConnection: upgrade\r\n")]
    [InlineData(Requests.Connection, "Connection: ,, \t Upgrade \t ,\r\n")]
    [InlineData(Requests.Upgrade, "upgrade: WebSocket\r\n")]
    [InlineData(Requests.Upgrade, "Upgrade: h2c, websocket\r\n")]
    [InlineData(Requests.Upgrade, "Upgrade: h2c\r\nUpgrade: WEBSOCKET\r\n")]
    [InlineData(Requests.Key, "sec-websocket-key:\tdGhlIHNhbXBsZSBub25jZQ== \t\r\n")]
    [InlineData(Requests.Version, "SEC-WEBSOCKET-VERSION:13\r\n")]
    [InlineData(Requests.Host, "Host: a\r\nOrigin: null\r\nContent-Length: 0\r\n")]
    [InlineData(Requests.Host, "Host: a\r\nX: caf\u00e9\r\n")]
    public void Legal_variants_are_accepted(string line, string variant)
    {
        Assert.True(Verdict.Of(Requests.With(line, variant)).IsAccepted);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Upgrade: h2c\r\n")]
    [InlineData("Upgrade: websocket/13\r\n")]
    [InlineData("Upgrade: web socket\r\n")]
    [InlineData("Upgrade:\r\n")]
    public void Request_that_names_no_websocket_is_plain_http(string lines)
    {
        Assert.Equal(HandshakeError.PlainHttp, Verdict.Of(Requests.With(Requests.Upgrade, lines)).Error);
    }

    [Theory] // attack 4
    [InlineData("POST")]
    [InlineData("HEAD")]
    [InlineData("Get")]
    [InlineData("GETT")]
    public void Upgrade_by_another_method_than_get_is_refused(string method)
    {
        byte[] request = Requests.With(Requests.RequestLine, method + " / HTTP/1.1\r\n");

        Assert.Equal(HandshakeError.UpgradeMethodNotGet, Verdict.Of(request).Error);
    }

    [Theory] // attack 4
    [InlineData("Content-Length: 5\r\n")]
    [InlineData("Content-Length: 00\r\n")]
    [InlineData("Content-Length: -1\r\n")]
    [InlineData("Content-Length:\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n")]
    [InlineData("transfer-encoding: identity\r\n")]
    [InlineData("Content-Length: 0\r\nTransfer-Encoding: chunked\r\n")]
    public void Upgrade_with_a_body_is_refused(string lines)
    {
        Assert.Equal(HandshakeError.UpgradeWithBody, Verdict.Of(Requests.Plus(lines)).Error);
    }

    [Theory] // attack 9
    [InlineData("Origin: https://a\r\nOrigin: https://b\r\n")]
    [InlineData("origin: https://a\r\nX: y\r\nORIGIN: https://a\r\n")]
    [InlineData("Origin:\r\nOrigin: null\r\n")]
    public void Two_origins_are_refused(string lines)
    {
        Assert.Equal(HandshakeError.DuplicateOrigin, Verdict.Of(Requests.Plus(lines)).Error);
    }

    [Theory] // attack 10
    [InlineData("", "")]
    [InlineData("Sec-WebSocket-Protocol: chat\r\n", "chat")]
    [InlineData("Sec-WebSocket-Protocol: a,b\r\nX: y\r\nsec-websocket-protocol:\tc \t,\t d\r\n", "a b c d")]
    [InlineData("Sec-WebSocket-Protocol: chat, Chat, chat.v2\r\n", "chat Chat chat.v2")]
    public void Subprotocols_of_all_lines_are_offered(string lines, string names)
    {
        Verdict verdict = Verdict.Of(Requests.With(Requests.Protocol, lines));

        Assert.True(verdict.IsAccepted);
        Assert.Equal(names, verdict.Subprotocols);
    }

    [Theory] // attack 10
    [InlineData("Sec-WebSocket-Protocol:\r\n", nameof(HandshakeError.MalformedSubprotocol))]
    [InlineData("Sec-WebSocket-Protocol: a,\r\n", nameof(HandshakeError.MalformedSubprotocol))]
    [InlineData("Sec-WebSocket-Protocol: a, ,b\r\n", nameof(HandshakeError.MalformedSubprotocol))]
    [InlineData("Sec-WebSocket-Protocol: a b\r\n", nameof(HandshakeError.MalformedSubprotocol))]
    [InlineData("Sec-WebSocket-Protocol: a;b\r\n", nameof(HandshakeError.MalformedSubprotocol))]
    [InlineData("Sec-WebSocket-Protocol: caf\u00e9\r\n", nameof(HandshakeError.MalformedSubprotocol))]
    [InlineData("Sec-WebSocket-Protocol: a, b, a\r\n", nameof(HandshakeError.DuplicateSubprotocol))]
    [InlineData("Sec-WebSocket-Protocol: a\r\nSec-WebSocket-Protocol: a\r\n", nameof(HandshakeError.DuplicateSubprotocol))]
    public void Malformed_subprotocols_are_refused(string lines, string error)
    {
        Assert.Equal(error, Verdict.Of(Requests.With(Requests.Protocol, lines)).Error.ToString());
    }

    [Fact]
    public void Up_to_64_subprotocols_are_accepted() // attack 10
    {
        Assert.True(Verdict.Of([Requests.With(Requests.Protocol, Protocols(64))]).IsAccepted);
        Assert.Equal(HandshakeError.TooManySubprotocols, Verdict.Of([Requests.With(Requests.Protocol, Protocols(65))]).Error);

        Memory<byte>[] request = [Requests.With(Requests.Protocol, Protocols(10_000))];
        Assert.Equal(HandshakeError.TooManySubprotocols, Verdict.Of(request, maxLength: 65_536).Error);
    }

    [Theory] // attack 11
    [InlineData("permessage-deflate; client_max_window_bits")]
    [InlineData("permessage-deflate; server_max_window_bits=7")]
    [InlineData("permessage-deflate; server_max_window_bits=99; server_max_window_bits=08")]
    [InlineData("x-unknown, ;;=,,\"unclosed")]
    [InlineData("")]
    public void Extensions_are_declined_whatever_they_are(string extensions)
    {
        Assert.True(Verdict.Of(Requests.Plus($"Sec-WebSocket-Extensions: {extensions}\r\n")).IsAccepted);
    }

    private static string Protocols(int count) =>
        $"Sec-WebSocket-Protocol: {string.Join(',', Enumerable.Range(0, count))}\r\n";
}

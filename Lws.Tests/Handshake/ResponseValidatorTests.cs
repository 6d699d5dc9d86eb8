using Xunit;

namespace Lws.Tests.Handshake;

public class ResponseValidatorTests
{
    [Theory]
    [InlineData(200)]
    [InlineData(100)]
    [InlineData(102)]
    [InlineData(301)]
    [InlineData(400)]
    [InlineData(426)]
    [InlineData(503)]
    [InlineData(999)]
    [InlineData(0)]
    public void Status_other_than_101_is_a_refusal_that_can_be_read(int status)
    {
        Answer answer = Answer.Of(Responses.With(Responses.StatusLine, $"HTTP/1.1 {status:000} No\r\n"));

        Assert.Equal((ConnectError.Refused, status, "No"), (answer.Error, answer.Status, answer.Reason));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Upgrade:\r\n")]
    [InlineData("Upgrade: h2c\r\n")]
    [InlineData("Upgrade: websocket/13\r\n")]
    [InlineData("Upgrade: web socket\r\n")]
    [InlineData("Upgrade: websocket, h2c\r\n")]
    [InlineData("Upgrade: websocket,\r\n")]
    [InlineData(Responses.Upgrade + Responses.Upgrade)]
    public void Upgrade_to_anything_but_websocket_is_bad(string lines)
    {
        Assert.Equal(ConnectError.BadUpgrade, Answer.Of(Responses.With(Responses.Upgrade, lines)).Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Connection:\r\n")]
    [InlineData("Connection: keep-alive\r\n")]
    [InlineData("Connection: Upgraded\r\n")]
    [InlineData("Connection: keep-alive Upgrade\r\n")]
    [InlineData("Connection: \"Upgrade\"\r\n")]
    public void Connection_that_does_not_list_upgrade_is_bad(string lines)
    {
        Assert.Equal(ConnectError.BadConnection, Answer.Of(Responses.With(Responses.Connection, lines)).Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData(Responses.Accept + Responses.Accept)]
    [InlineData("Sec-WebSocket-Accept:\r\n")]
    [InlineData("Sec-WebSocket-Accept: dGhlIHNhbXBsZSBub25jZQ==\r\n")]
    [InlineData("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo\r\n")]
    [InlineData("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo==\r\n")]
    [InlineData("Sec-WebSocket-Accept: S3PPLMBITXAQ9KYGZZHZRBK+XOO=\r\n")]
    [InlineData("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK-xOo=\r\n")]
    [InlineData("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOp=\r\n")]
    [InlineData("Sec-WebSocket-Accept: \"s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\"\r\n")]
    public void Accept_key_other_than_the_expected_one_is_bad(string lines)
    {
        Assert.Equal(ConnectError.BadAcceptKey, Answer.Of(Responses.With(Responses.Accept, lines)).Error);
    }

    [Fact]
    public void Accept_key_for_another_key_is_bad()
    {
        Answer answer = Answer.Of(Requests.Bytes(Responses.Valid), key: "dGhlIHNhbXBsZSBub25jZR==");

        Assert.Equal(ConnectError.BadAcceptKey, answer.Error);
    }

    [Theory]
    [InlineData("chat", "", nameof(ConnectError.None))]
    [InlineData("", "", nameof(ConnectError.None))]
    [InlineData("chat", Responses.Protocol, nameof(ConnectError.None))]
    [InlineData("chat", "SEC-WEBSOCKET-PROTOCOL:\tchat \r\n", nameof(ConnectError.None))]
    [InlineData("", Responses.Protocol, nameof(ConnectError.BadSubprotocol))]
    [InlineData("", "Sec-WebSocket-Protocol:\r\n", nameof(ConnectError.BadSubprotocol))]
    [InlineData("chat", "Sec-WebSocket-Protocol:\r\n", nameof(ConnectError.BadSubprotocol))]
    [InlineData("chat", "Sec-WebSocket-Protocol: superchat\r\n", nameof(ConnectError.BadSubprotocol))]
    [InlineData("chat", "Sec-WebSocket-Protocol: Chat\r\n", nameof(ConnectError.BadSubprotocol))]
    [InlineData("chat", "Sec-WebSocket-Protocol: chat, chat\r\n", nameof(ConnectError.BadSubprotocol))]
    [InlineData("chat", Responses.Protocol + Responses.Protocol, nameof(ConnectError.BadSubprotocol))]
    public void Subprotocol_is_the_one_that_was_offered_or_none(string offered, string lines, string error)
    {
        Assert.Equal(error, Answer.Of(Responses.With(Responses.Protocol, lines), offered: offered).Error.ToString());
    }

    [Theory] // attack 11
    [InlineData("permessage-deflate")]
    [InlineData("x-unknown; a=b")]
    [InlineData("")]
    public void Extension_is_refused_because_none_was_offered(string extensions)
    {
        Answer answer = Answer.Of(Responses.Plus($"Sec-WebSocket-Extensions: {extensions}\r\n"));

        Assert.Equal(ConnectError.UnexpectedExtension, answer.Error);
    }

    [Theory] // attack 3
    [InlineData(Responses.Upgrade, "UPGRADE:WebSocket\r\n")]
    [InlineData(Responses.Upgrade, "upgrade: \t WEBSOCKET \t \r\n")]
    [InlineData(Responses.Connection, "connection: upgrade\r\n")]
    [InlineData(Responses.Connection, "Connection: keep-alive, Upgrade\r\n")]
    [InlineData(Responses.Connection, "CONNECTION:keep-alive,uPGRADE\r\n")]
    [InlineData(Responses.Connection, "Connection: keep-alive\r\nX: y\r\nConnection: UPGRADE\r\n")]
    [InlineData(Responses.Accept, "sec-websocket-accept:\ts3pPLMBiTxaQ9kYGzzhZRbK+xOo= \t\r\n")]
    [InlineData(Responses.Upgrade, Responses.Upgrade + "Server: x\r\nDate: today\r\nSet-Cookie: a\r\nSet-Cookie: b\r\n")]
    public void Legal_variants_are_accepted(string line, string variant)
    {
        Assert.True(Answer.Of(Responses.With(line, variant)).IsAccepted);
    }

    [Theory]
    [InlineData("Content-Length: 5\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n")]
    public void Frames_follow_the_head_whatever_it_says_of_a_body(string lines) // RFC 9112 6.3: a 1xx response ends with its head
    {
        byte[] response = Responses.Plus(lines);

        Assert.Equal(response.Length, Answer.Of([.. response, 0x81, 0x00]).HeadLength);
    }
}

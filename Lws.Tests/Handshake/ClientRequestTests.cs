using System.Text;
using Lws.Handshake;
using Xunit;

namespace Lws.Tests.Handshake;

public class ClientRequestTests
{
    [Fact]
    public void Request_with_all_parts_is_written_in_their_order()
    {
        Assert.Equal(
            "GET /chat?room=1 HTTP/1.1\r\nHost: server.example.com:8080\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: chat\r\n" +
            "Origin: http://example.com\r\nCookie: a=b\r\n\r\n",
            Write("server.example.com:8080", "/chat?room=1", "chat", "Origin: http://example.com\r\nCookie: a=b\r\n"));
    }

    [Fact]
    public void Request_has_no_line_for_what_is_not_given()
    {
        Assert.Equal(
            "GET / HTTP/1.1\r\nHost: [::1]:7681\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n",
            Write("[::1]:7681", "/", "", ""));
    }

    // Into exactly as many bytes as were foretold.
    private static string Write(string host, string target, string subprotocol, string extraHeaders)
    {
        (byte[] hostBytes, byte[] targetBytes) = (Encoding.ASCII.GetBytes(host), Encoding.ASCII.GetBytes(target));
        (byte[] name, byte[] extra) = (Encoding.ASCII.GetBytes(subprotocol), Encoding.ASCII.GetBytes(extraHeaders));
        var destination = new byte[ClientRequest.LengthFor(hostBytes, targetBytes, name, extra)];

        int length = ClientRequest.Write(destination, hostBytes, targetBytes, "dGhlIHNhbXBsZSBub25jZQ=="u8, name, extra);

        Assert.Equal(destination.Length, length);
        return Encoding.ASCII.GetString(destination);
    }
}

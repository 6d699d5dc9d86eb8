using System.Text;
using Xunit;

namespace Lws.Tests.Handshake;

/// <summary>The request of RFC 6455 1.2, and requests made from it by changing one thing.</summary>
internal static class Requests
{
    public const string RequestLine = "GET /chat?room=1 HTTP/1.1\r\n";
    public const string Host = "Host: server.example.com\r\n";
    public const string Upgrade = "Upgrade: websocket\r\n";
    public const string Connection = "Connection: Upgrade\r\n";
    public const string Key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    public const string Protocol = "Sec-WebSocket-Protocol: chat, superchat\r\n";
    public const string Version = "Sec-WebSocket-Version: 13\r\n";

    public const string Valid = RequestLine + Host + Upgrade + Connection + Key + Protocol + Version + "\r\n";

    /// <summary>The valid request with one of its lines replaced.</summary>
    public static byte[] With(string line, string replacement)
    {
        Assert.Contains(line, Valid);
        return Bytes(Valid.Replace(line, replacement));
    }

    /// <summary>The valid request with header lines added.</summary>
    public static byte[] Plus(string lines) => With(Host, Host + lines);

    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);
}

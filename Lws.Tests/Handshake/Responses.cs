using Xunit;

namespace Lws.Tests.Handshake;

/// <summary>The response of RFC 6455 1.3, and responses made from it by changing one thing.</summary>
internal static class Responses
{
    public const string StatusLine = "HTTP/1.1 101 Switching Protocols\r\n";
    public const string Upgrade = "Upgrade: websocket\r\n";
    public const string Connection = "Connection: Upgrade\r\n";
    public const string Accept = "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n";
    public const string Protocol = "Sec-WebSocket-Protocol: chat\r\n";

    public const string Valid = StatusLine + Upgrade + Connection + Accept + Protocol + "\r\n";

    /// <summary>The key that <see cref="Valid"/> answers.</summary>
    public const string Key = "dGhlIHNhbXBsZSBub25jZQ==";

    /// <summary>The subprotocol that <see cref="Valid"/> chooses.</summary>
    public const string Subprotocol = "chat";

    /// <summary>The valid response with one of its lines replaced.</summary>
    public static byte[] With(string line, string replacement)
    {
        Assert.Contains(line, Valid);
        return Requests.Bytes(Valid.Replace(line, replacement));
    }

    /// <summary>The valid response with header lines added.</summary>
    public static byte[] Plus(string lines) => With(Upgrade, Upgrade + lines);
}

namespace Lws.Bench.Micro.Handshake;

/// <summary>Requests as they are received.</summary>
internal static class Heads
{
    private const int KeyLength = 24;

    /// <summary>What RFC 6455 4.1 asks for and no more.</summary>
    public static byte[] Minimal { get; } =
    [
        .. "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"u8,
        .. "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"u8,
    ];

    /// <summary>As Chromium sends it from a page.</summary>
    public static byte[] Browser { get; } =
    [
        .. "GET /chat?room=42 HTTP/1.1\r\nHost: chat.example:8080\r\nConnection: Upgrade\r\nPragma: no-cache\r\n"u8,
        .. "Cache-Control: no-cache\r\n"u8,
        .. "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36\r\n"u8,
        .. "Upgrade: websocket\r\nOrigin: http://chat.example:8080\r\nSec-WebSocket-Version: 13\r\n"u8,
        .. "Accept-Encoding: gzip, deflate, br, zstd\r\nAccept-Language: en-GB,en;q=0.9,de;q=0.8\r\n"u8,
        .. "Cookie: session=3f9a1c77b2d84e5fa0c6; theme=dark\r\nSec-WebSocket-Key: x3JJHMbDL1EzLkh9GBhXDw==\r\n"u8,
        .. "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\nSec-WebSocket-Protocol: echo\r\n\r\n"u8,
    ];

    /// <summary>A request for a page, which a server without files refuses.</summary>
    public static byte[] Plain { get; } = [.. "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"u8];

    /// <summary>The key in an upgrade request.</summary>
    public static ReadOnlySpan<byte> KeyOf(ReadOnlySpan<byte> request)
    {
        ReadOnlySpan<byte> name = "Sec-WebSocket-Key: "u8;
        return request.Slice(request.IndexOf(name) + name.Length, KeyLength);
    }
}

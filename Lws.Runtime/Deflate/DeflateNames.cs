namespace Lws.Deflate;

/// <summary>The extension and its parameters, as they stand in a <c>Sec-WebSocket-Extensions</c> header (RFC 7692 7, 7.1).</summary>
internal static class DeflateNames
{
    public static ReadOnlySpan<byte> Header => "Sec-WebSocket-Extensions"u8;

    public static ReadOnlySpan<byte> Extension => "permessage-deflate"u8;

    public static ReadOnlySpan<byte> ServerNoContextTakeover => "server_no_context_takeover"u8;

    public static ReadOnlySpan<byte> ClientNoContextTakeover => "client_no_context_takeover"u8;

    public static ReadOnlySpan<byte> ServerMaxWindowBits => "server_max_window_bits"u8;

    public static ReadOnlySpan<byte> ClientMaxWindowBits => "client_max_window_bits"u8;
}

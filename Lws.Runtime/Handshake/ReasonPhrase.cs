namespace Lws.Handshake;

/// <summary>What stands beside a status in a response (RFC 9110 15). Clients ignore it; it is for who reads along.</summary>
internal static class ReasonPhrase
{
    public static ReadOnlySpan<byte> Of(int status) => status switch
    {
        400 => "Bad Request"u8,
        401 => "Unauthorized"u8,
        403 => "Forbidden"u8,
        404 => "Not Found"u8,
        409 => "Conflict"u8,
        410 => "Gone"u8,
        421 => "Misdirected Request"u8,
        429 => "Too Many Requests"u8,
        500 => "Internal Server Error"u8,
        501 => "Not Implemented"u8,
        502 => "Bad Gateway"u8,
        503 => "Service Unavailable"u8,
        504 => "Gateway Timeout"u8,
        < 500 => "Client Error"u8,
        _ => "Server Error"u8,
    };
}

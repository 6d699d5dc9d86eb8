using System.Diagnostics;

namespace Lws.Handshake;

/// <summary>The table from each <see cref="HandshakeError"/> to its HTTP response.</summary>
internal static class HandshakeErrors
{
    public static HandshakeRefusal RefusalOf(HandshakeError error) => error switch
    {
        HandshakeError.NotHttp => BadRequest("These bytes are no HTTP request; is the client using TLS on a port without it?"u8),
        HandshakeError.ControlByte => BadRequest("A control character stands in the request line or in a header."u8),
        HandshakeError.BareLineFeed => BadRequest("A line ends with LF alone; HTTP ends lines with CR LF."u8),
        HandshakeError.BareCarriageReturn => BadRequest("A CR is not followed by LF; HTTP ends lines with CR LF."u8),
        HandshakeError.FoldedHeader => BadRequest("A header line begins with whitespace; headers must not be folded over lines."u8),
        HandshakeError.RequestLineTooLong => new(414, "URI Too Long"u8, "The request line is longer than this server takes."u8),
        HandshakeError.HeadTooLong => FieldsTooLarge("The headers are longer than this server takes."u8),

        HandshakeError.MalformedRequestLine => BadRequest("The request line is not of the form: method SP target SP HTTP/1.1."u8),
        HandshakeError.MalformedTarget => BadRequest("The target must be a path from '/' on, in printable ASCII, without a fragment."u8),
        HandshakeError.OldHttpVersion => BadRequest("The request is HTTP/1.0; this server speaks HTTP/1.1."u8),
        HandshakeError.UnsupportedHttpVersion =>
            new(505, "HTTP Version Not Supported"u8, "The request is of another HTTP version; this server speaks HTTP/1.1."u8),
        HandshakeError.MalformedHeader => BadRequest("A header is not of the form: name, colon without space before it, value."u8),
        HandshakeError.TooManyHeaders => FieldsTooLarge("There are more headers than this server takes."u8),
        HandshakeError.MissingHost => BadRequest("Host is missing; an HTTP/1.1 request has one."u8),
        HandshakeError.DuplicateHost => BadRequest("Host is given more than once."u8),
        HandshakeError.MalformedHost => BadRequest("Host is not a host name or address with an optional port."u8),
        HandshakeError.DuplicateContentLength => BadRequest("Content-Length is given more than once."u8),

        HandshakeError.PlainHttp => BadRequest("This is a WebSocket server; the request has no Upgrade header with the value websocket."u8),
        HandshakeError.UpgradeMethodNotGet =>
            MethodNotAllowed("A WebSocket upgrade must be a GET request."u8, "Allow: GET\r\n"u8),
        HandshakeError.UpgradeWithBody => BadRequest("A WebSocket upgrade must not have a body."u8),
        HandshakeError.MissingConnectionUpgrade =>
            BadRequest("Connection does not list Upgrade; a proxy on the way may have removed it."u8),
        HandshakeError.MissingKey =>
            BadRequest("Sec-WebSocket-Key is missing; a WebSocket client sends 16 random bytes in base64."u8),
        HandshakeError.DuplicateKey => BadRequest("Sec-WebSocket-Key is given more than once."u8),
        HandshakeError.MalformedKey =>
            BadRequest("Sec-WebSocket-Key is not 16 bytes in base64: 22 characters of its alphabet and two equals signs."u8),
        HandshakeError.MissingVersion => BadRequest("Sec-WebSocket-Version is missing; a WebSocket client sends 13."u8),
        HandshakeError.DuplicateVersion => BadRequest("Sec-WebSocket-Version is given more than once."u8),
        // RFC 9110 15.5.22: a 426 names the protocol to upgrade to.
        HandshakeError.UnsupportedVersion => new(
            426, "Upgrade Required"u8, "Sec-WebSocket-Version is not 13, the version of RFC 6455."u8,
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"u8),
        HandshakeError.MalformedSubprotocol =>
            BadRequest("Sec-WebSocket-Protocol has an element that is empty or no token; separate names by commas."u8),
        HandshakeError.DuplicateSubprotocol => BadRequest("Sec-WebSocket-Protocol names a subprotocol twice."u8),
        HandshakeError.TooManySubprotocols => BadRequest("Sec-WebSocket-Protocol names more than 64 subprotocols."u8),
        HandshakeError.DuplicateOrigin => BadRequest("Origin is given more than once."u8),

        HandshakeError.NotFound => new(404, "Not Found"u8, "Nothing is served on this path."u8),
        HandshakeError.MethodNotAllowed =>
            MethodNotAllowed("Files are served to GET and HEAD requests only."u8, "Allow: GET, HEAD\r\n"u8),
        HandshakeError.OriginNotAccepted => new(403, "Forbidden"u8, "Pages of this origin may not connect here."u8),
        HandshakeError.RequestTimeout => new(408, "Request Timeout"u8, "The request did not arrive in time."u8),
        HandshakeError.DecisionTimeout => new(408, "Request Timeout"u8, "Whether to accept the request was not decided in time."u8),
        HandshakeError.ServiceUnavailable =>
            new(503, "Service Unavailable"u8, "The server has no room for another connection; try again later."u8, "Retry-After: 10\r\n"u8),
        _ => throw new UnreachableException($"{error} has no HTTP response."),
    };

    private static HandshakeRefusal BadRequest(ReadOnlySpan<byte> explanation) => new(400, "Bad Request"u8, explanation);

    private static HandshakeRefusal FieldsTooLarge(ReadOnlySpan<byte> explanation) =>
        new(431, "Request Header Fields Too Large"u8, explanation);

    private static HandshakeRefusal MethodNotAllowed(ReadOnlySpan<byte> explanation, ReadOnlySpan<byte> allow) =>
        new(405, "Method Not Allowed"u8, explanation, allow);
}

using System.Diagnostics;
using System.Globalization;

namespace Lws.Handshake;

/// <summary>Splits a head that <see cref="HeadScanner"/> has found into status line and headers (RFC 9112 4).</summary>
/// <remarks>The scanner has made sure of line ends and control bytes. Any thread.</remarks>
internal static class ResponseHeadParser
{
    private const int StatusLength = 3;

    private static ReadOnlySpan<byte> Version => "HTTP/1.1 "u8;

    /// <summary>Parses a head.</summary>
    /// <param name="head">The head, with its final empty line.</param>
    /// <param name="fields">Room for the header lines; more of them than that are refused.</param>
    /// <param name="response">The head's parts, valid when there is no error.</param>
    /// <returns><see cref="ConnectError.None"/> or <see cref="ConnectError.MalformedResponse"/>.</returns>
    public static ConnectError TryParse(ReadOnlySpan<byte> head, Span<HeaderField> fields, out ResponseHead response)
    {
        Debug.Assert(head.EndsWith("\r\n\r\n"u8), "The scanner found the end of this head.");

        response = default;
        int lineEnd = head.IndexOf((byte)'\r');
        if (!TryParseStatusLine(head[..lineEnd], out int status, out ReadOnlySpan<byte> reason))
            return ConnectError.MalformedResponse;
        if (HeaderFields.TryParse(head, lineEnd + 2, fields, out HeaderFields headers) != HandshakeError.None)
            return ConnectError.MalformedResponse;

        response = new ResponseHead { Status = status, Reason = reason, Headers = headers };
        return ConnectError.None;
    }

    private static bool TryParseStatusLine(ReadOnlySpan<byte> line, out int status, out ReadOnlySpan<byte> reason)
    {
        status = 0;
        reason = default;
        if (line.Length < Version.Length + StatusLength || !line.StartsWith(Version))
            return false;

        ReadOnlySpan<byte> digits = line.Slice(Version.Length, StatusLength);
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out status))
            return false;

        // The space stands even before an empty reason (RFC 9112 4), but servers are known to leave it out.
        ReadOnlySpan<byte> rest = line[(Version.Length + StatusLength)..];
        if (!rest.IsEmpty && rest[0] != ' ')
            return false;

        reason = rest.IsEmpty ? default : rest[1..];
        return true;
    }
}

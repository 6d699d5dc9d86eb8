using System.Buffers;
using System.Diagnostics;

namespace Lws.Handshake;

/// <summary>Splits a head that <see cref="HeadScanner"/> has found into request line and headers (RFC 9112 3).</summary>
/// <remarks>
/// Strict where the RFC lets a server be lenient: a proxy in front that reads the same bytes in another way is how requests are
/// smuggled. The scanner has made sure of line ends and control bytes. Any thread.
/// </remarks>
internal static class RequestHeadParser
{
    /// <summary>How many header lines a caller should have room for.</summary>
    public const int MaxHeaders = 100;

    // RFC 3986 3.2.2 and 3.2.3: a host, perhaps an address in brackets, and a port.
    private static readonly SearchValues<byte> HostCharacters = SearchValues.Create(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-._~%!$&'()*+,;=:[]"u8);

    /// <summary>Parses a head.</summary>
    /// <param name="head">The head, with its final empty line.</param>
    /// <param name="fields">Room for the header lines; more of them than that are refused.</param>
    /// <param name="request">The head's parts, valid when there is no error.</param>
    public static HandshakeError TryParse(ReadOnlySpan<byte> head, Span<HeaderField> fields, out RequestHead request)
    {
        Debug.Assert(head.EndsWith("\r\n\r\n"u8), "The scanner found the end of this head.");

        request = default;
        int lineEnd = head.IndexOf((byte)'\r');
        HandshakeError error = ParseRequestLine(
            head[..lineEnd], out ReadOnlySpan<byte> method, out ReadOnlySpan<byte> path, out ReadOnlySpan<byte> query);
        if (error != HandshakeError.None)
            return error;

        error = HeaderFields.TryParse(head, lineEnd + 2, fields, out HeaderFields headers);
        if (error != HandshakeError.None)
            return error;

        request = new RequestHead { Method = method, Path = path, Query = query, Headers = headers };
        return CheckFraming(headers);
    }

    /// <summary>Whether a target is a path with an optional query, without a fragment (RFC 9112 3.2.1).</summary>
    public static bool IsOriginForm(ReadOnlySpan<byte> target) =>
        target.StartsWith((byte)'/') && !target.ContainsAnyExceptInRange((byte)'!', (byte)'~') && !target.Contains((byte)'#');

    /// <summary>Whether a value of <c>Host</c> consists of what a host and a port may contain; it may be empty (RFC 9110 7.2).</summary>
    public static bool IsHost(ReadOnlySpan<byte> value) => !value.ContainsAnyExcept(HostCharacters);

    private static HandshakeError ParseRequestLine(
        ReadOnlySpan<byte> line, out ReadOnlySpan<byte> method, out ReadOnlySpan<byte> path, out ReadOnlySpan<byte> query)
    {
        method = path = query = default;
        int methodEnd = line.IndexOf((byte)' ');
        int targetEnd = line.LastIndexOf((byte)' ');
        if (methodEnd == targetEnd)
            return HandshakeError.MalformedRequestLine;

        method = line[..methodEnd];
        if (!Token.IsValid(method))
            return HandshakeError.MalformedRequestLine;

        HandshakeError error = CheckVersion(line[(targetEnd + 1)..]);
        if (error != HandshakeError.None)
            return error;

        // A second space between two parts would stand in here, and is refused with it.
        ReadOnlySpan<byte> target = line[(methodEnd + 1)..targetEnd];
        if (!IsOriginForm(target))
            return HandshakeError.MalformedTarget;

        int question = target.IndexOf((byte)'?');
        path = question < 0 ? target : target[..question];
        query = question < 0 ? default : target[(question + 1)..];
        return HandshakeError.None;
    }

    private static HandshakeError CheckVersion(ReadOnlySpan<byte> version) => version switch
    {
        [(byte)'H', (byte)'T', (byte)'T', (byte)'P', (byte)'/', byte major, (byte)'.', byte minor] => (major, minor) switch
        {
            ((byte)'1', (byte)'1') => HandshakeError.None,
            ((byte)'1', (byte)'0') => HandshakeError.OldHttpVersion,
            (>= (byte)'0' and <= (byte)'9', >= (byte)'0' and <= (byte)'9') => HandshakeError.UnsupportedHttpVersion,
            _ => HandshakeError.MalformedRequestLine,
        },
        _ => HandshakeError.MalformedRequestLine,
    };

    // What two parties must read alike, so that they agree whom a request is for and where it ends (RFC 9112 3.2 and 6.3).
    private static HandshakeError CheckFraming(HeaderFields headers)
    {
        int hosts = headers.CountOf("Host"u8, out ReadOnlySpan<byte> host);
        if (hosts == 0)
            return HandshakeError.MissingHost;
        if (hosts > 1)
            return HandshakeError.DuplicateHost;
        if (!IsHost(host))
            return HandshakeError.MalformedHost;
        return headers.CountOf("Content-Length"u8, out _) > 1 ? HandshakeError.DuplicateContentLength : HandshakeError.None;
    }
}

using System.Buffers;
using System.Diagnostics;

namespace Lws.Handshake;

/// <summary>Splits a head that <see cref="RequestHeadScanner"/> has found into request line and headers (RFC 9112 3 and 5).</summary>
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

        error = ParseFields(head, lineEnd + 2, fields, out int count);
        if (error != HandshakeError.None)
            return error;

        request = new RequestHead(head, fields[..count]) { Method = method, Path = path, Query = query };
        return CheckFraming(request);
    }

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

        // Origin-form only (RFC 9112 3.2.1). A second space between two parts would stand in here, and is refused with it.
        ReadOnlySpan<byte> target = line[(methodEnd + 1)..targetEnd];
        if (!target.StartsWith((byte)'/') || target.ContainsAnyExceptInRange((byte)'!', (byte)'~') || target.Contains((byte)'#'))
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

    private static HandshakeError ParseFields(ReadOnlySpan<byte> head, int start, Span<HeaderField> fields, out int count)
    {
        count = 0;
        while (head[start] != '\r')
        {
            if (count == fields.Length)
                return HandshakeError.TooManyHeaders;

            ReadOnlySpan<byte> line = head[start..];
            line = line[..line.IndexOf((byte)'\r')];
            int colon = line.IndexOf((byte)':');
            if (colon < 0 || !Token.IsValid(line[..colon]))
                return HandshakeError.MalformedHeader;

            int end = start + line.Length;
            ReadOnlySpan<byte> value = line[(colon + 1)..].TrimStart(" \t"u8);
            int valueStart = end - value.Length;
            int valueEnd = valueStart + value.TrimEnd(" \t"u8).Length;
            fields[count++] = new HeaderField(start..(start + colon), valueStart..valueEnd);
            start = end + 2;
        }

        return HandshakeError.None;
    }

    // What two parties must read alike, so that they agree whom a request is for and where it ends (RFC 9112 3.2 and 6.3).
    private static HandshakeError CheckFraming(in RequestHead request)
    {
        int hosts = request.CountOf("Host"u8, out ReadOnlySpan<byte> host);
        if (hosts == 0)
            return HandshakeError.MissingHost;
        if (hosts > 1)
            return HandshakeError.DuplicateHost;
        if (host.ContainsAnyExcept(HostCharacters))
            return HandshakeError.MalformedHost;
        return request.CountOf("Content-Length"u8, out _) > 1 ? HandshakeError.DuplicateContentLength : HandshakeError.None;
    }
}

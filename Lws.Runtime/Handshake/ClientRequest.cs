using System.Diagnostics;

namespace Lws.Handshake;

/// <summary>Writes the request that begins an opening handshake (RFC 6455 4.1). Any thread.</summary>
/// <remarks>
/// The caller has checked all parts when the user gave them; a line end in one of them would begin a header of somebody else's.
/// </remarks>
internal static class ClientRequest
{
    private static ReadOnlySpan<byte> Method => "GET "u8;

    private static ReadOnlySpan<byte> BeforeHost => " HTTP/1.1\r\nHost: "u8;

    private static ReadOnlySpan<byte> BeforeKey => "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: "u8;

    private static ReadOnlySpan<byte> AfterKey => "\r\nSec-WebSocket-Version: 13\r\n"u8;

    private static ReadOnlySpan<byte> BeforeSubprotocol => "Sec-WebSocket-Protocol: "u8;

    private static ReadOnlySpan<byte> LineEnd => "\r\n"u8;

    /// <summary>How many bytes a request with these parts has; see <see cref="Write"/>.</summary>
    public static int LengthFor(
        ReadOnlySpan<byte> host, ReadOnlySpan<byte> target, ReadOnlySpan<byte> subprotocol, ReadOnlySpan<byte> extraHeaders)
    {
        int subprotocolLine = subprotocol.IsEmpty ? 0 : BeforeSubprotocol.Length + subprotocol.Length + LineEnd.Length;
        return Method.Length + target.Length + BeforeHost.Length + host.Length + BeforeKey.Length + ClientKey.Length + AfterKey.Length
            + subprotocolLine + extraHeaders.Length + LineEnd.Length;
    }

    /// <summary>Writes the request.</summary>
    /// <param name="destination">At least <see cref="LengthFor"/> bytes.</param>
    /// <param name="host">The host, an IPv6 address in brackets, and the port where it is not the scheme's default.</param>
    /// <param name="target">Path and query, percent-encoded, beginning with a slash.</param>
    /// <param name="key">The key of <see cref="ClientKey"/>, which the response has to answer.</param>
    /// <param name="subprotocol">The subprotocol to offer, or empty: none.</param>
    /// <param name="extraHeaders">Complete header lines of the user's, each with its CR LF, or empty.</param>
    /// <returns>The request's length in bytes.</returns>
    public static int Write(
        Span<byte> destination,
        ReadOnlySpan<byte> host,
        ReadOnlySpan<byte> target,
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> subprotocol,
        ReadOnlySpan<byte> extraHeaders)
    {
        Debug.Assert(!host.IsEmpty && RequestHeadParser.IsHost(host), "The host has been checked.");
        Debug.Assert(RequestHeadParser.IsOriginForm(target), "The target has been checked.");
        Debug.Assert(key.Length == ClientKey.Length, "The key is one of ClientKey's.");
        Debug.Assert(subprotocol.IsEmpty || Token.IsValid(subprotocol), "The subprotocol has been checked.");
        Debug.Assert(extraHeaders.IsEmpty || extraHeaders.EndsWith(LineEnd), "The extra headers are complete lines.");

        var writer = new HttpWriter(destination);
        writer.Write(Method);
        writer.Write(target);
        writer.Write(BeforeHost);
        writer.Write(host);
        writer.Write(BeforeKey);
        writer.Write(key);
        writer.Write(AfterKey);
        if (!subprotocol.IsEmpty)
        {
            writer.Write(BeforeSubprotocol);
            writer.Write(subprotocol);
            writer.Write(LineEnd);
        }

        writer.Write(extraHeaders);
        writer.Write(LineEnd);
        Debug.Assert(writer.Length == LengthFor(host, target, subprotocol, extraHeaders), "The length was foretold.");
        return writer.Length;
    }
}

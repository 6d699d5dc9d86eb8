using System.Text;
using Lws.Deflate;

namespace Lws.Handshake;

/// <summary>Decides whether a response completes the opening handshake, in the order of RFC 6455 4.1. Any thread.</summary>
internal static class ResponseValidator
{
    private const int SwitchingProtocols = 101;

    /// <summary>Validates a response.</summary>
    /// <param name="response">The parsed head.</param>
    /// <param name="key">The key of the request, 24 characters.</param>
    /// <param name="offeredSubprotocol">The subprotocol that the request offered, or empty: none.</param>
    /// <param name="offeredDeflate">What the request offered about compression, or null: nothing.</param>
    /// <param name="agreed">What the server made of it.</param>
    /// <returns><see cref="ConnectError.None"/> when the frames may follow, else the rule that is broken.</returns>
    public static ConnectError Validate(
        in ResponseHead response,
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> offeredSubprotocol,
        DeflateOptions? offeredDeflate,
        out DeflateParameters agreed)
    {
        agreed = default;
        if (response.Status != SwitchingProtocols)
            return ConnectError.Refused;

        HeaderFields headers = response.Headers;
        if (headers.CountOf("Upgrade"u8, out ReadOnlySpan<byte> upgrade) != 1 || !Ascii.EqualsIgnoreCase(upgrade, "websocket"u8))
            return ConnectError.BadUpgrade;
        if (!headers.ElementsOf("Connection"u8).ContainsIgnoreCase("Upgrade"u8))
            return ConnectError.BadConnection;
        if (!IsKeyAnswered(headers, key))
            return ConnectError.BadAcceptKey;
        if (offeredDeflate is null && headers.IndexOf(DeflateNames.Header) >= 0)
            return ConnectError.UnexpectedExtension;
        if (!ClientNegotiation.TryConfirm(headers, offeredDeflate, out agreed))
            return ConnectError.BadExtension;
        return IsSubprotocolOffered(headers, offeredSubprotocol) ? ConnectError.None : ConnectError.BadSubprotocol;
    }

    private static bool IsKeyAnswered(HeaderFields headers, ReadOnlySpan<byte> key)
    {
        Span<byte> expected = stackalloc byte[AcceptKey.Length];
        AcceptKey.Write(key, expected);
        return headers.CountOf("Sec-WebSocket-Accept"u8, out ReadOnlySpan<byte> accept) == 1 && accept.SequenceEqual(expected);
    }

    // A server that takes no subprotocol says nothing; the connection is without one then (RFC 6455 4.2.2, item 5.5).
    private static bool IsSubprotocolOffered(HeaderFields headers, ReadOnlySpan<byte> offered) =>
        headers.CountOf("Sec-WebSocket-Protocol"u8, out ReadOnlySpan<byte> chosen) switch
        {
            0 => true,
            1 => !offered.IsEmpty && chosen.SequenceEqual(offered),
            _ => false,
        };
}

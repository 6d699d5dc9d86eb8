using System.Buffers;

namespace Lws.Handshake;

/// <summary>Decides whether a request opens a WebSocket connection, in the order of RFC 6455 4.2.1. Any thread.</summary>
internal static class UpgradeValidator
{
    /// <summary>More subprotocols than this are refused, which bounds the search for duplicates.</summary>
    public const int MaxSubprotocols = 64;

    private static readonly SearchValues<byte> Base64 = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8);

    /// <summary>Validates a request.</summary>
    /// <param name="request">The parsed head.</param>
    /// <param name="key">The client's key, 24 characters, for <see cref="HandshakeResponse.WriteAccepted"/>.</param>
    /// <param name="offer">The subprotocols that the client offers.</param>
    /// <returns>
    /// <see cref="HandshakeError.None"/> for an upgrade to accept; <see cref="HandshakeError.PlainHttp"/> for a request that asks
    /// for no WebSocket at all, which a <see cref="Mount"/> may serve; else the rule that is broken.
    /// </returns>
    public static HandshakeError Validate(in RequestHead request, out ReadOnlySpan<byte> key, out SubprotocolOffer offer)
    {
        key = default;
        offer = default;
        if (!request.Headers.ElementsOf("Upgrade"u8).ContainsIgnoreCase("websocket"u8))
            return HandshakeError.PlainHttp;
        if (!request.Method.SequenceEqual("GET"u8))
            return HandshakeError.UpgradeMethodNotGet;
        if (HasBody(request))
            return HandshakeError.UpgradeWithBody;
        if (!request.Headers.ElementsOf("Connection"u8).ContainsIgnoreCase("Upgrade"u8))
            return HandshakeError.MissingConnectionUpgrade;

        HandshakeError error = ValidateKey(request, out key);
        if (error == HandshakeError.None)
            error = ValidateVersion(request);
        if (error != HandshakeError.None)
            return error;
        // RFC 6454 7.3. Two would let a policy look at the one and the handler at the other.
        if (request.Headers.CountOf("Origin"u8, out _) > 1)
            return HandshakeError.DuplicateOrigin;

        offer = new SubprotocolOffer(request.Headers);
        return ValidateOffer(offer);
    }

    // A body would stand where the first frame is expected; read as frames, it would smuggle them past a proxy.
    private static bool HasBody(in RequestHead request) =>
        request.Headers.IndexOf("Transfer-Encoding"u8) >= 0 ||
        (request.Headers.CountOf("Content-Length"u8, out ReadOnlySpan<byte> length) > 0 && !length.SequenceEqual("0"u8));

    private static HandshakeError ValidateKey(in RequestHead request, out ReadOnlySpan<byte> key)
    {
        int count = request.Headers.CountOf("Sec-WebSocket-Key"u8, out key);
        if (count != 1)
            return count == 0 ? HandshakeError.MissingKey : HandshakeError.DuplicateKey;

        // 16 bytes of base64 are 22 characters and the padding. The 4 spare bits may be anything: only the text is used.
        bool isWellFormed = key.Length == ClientKey.Length && key.EndsWith("=="u8) && !key[..^2].ContainsAnyExcept(Base64);
        return isWellFormed ? HandshakeError.None : HandshakeError.MalformedKey;
    }

    private static HandshakeError ValidateVersion(in RequestHead request)
    {
        int count = request.Headers.CountOf("Sec-WebSocket-Version"u8, out ReadOnlySpan<byte> version);
        if (count != 1)
            return count == 0 ? HandshakeError.MissingVersion : HandshakeError.DuplicateVersion;
        return version.SequenceEqual("13"u8) ? HandshakeError.None : HandshakeError.UnsupportedVersion;
    }

    // RFC 6455 4.1, item 10.
    private static HandshakeError ValidateOffer(SubprotocolOffer offer)
    {
        int count = 0;
        foreach (ReadOnlySpan<byte> name in offer.Names)
        {
            if (++count > MaxSubprotocols)
                return HandshakeError.TooManySubprotocols;
            if (!Token.IsValid(name))
                return HandshakeError.MalformedSubprotocol;
        }

        int position = 0;
        foreach (ReadOnlySpan<byte> name in offer.Names)
        {
            if (offer.IndexOf(name) != position++)
                return HandshakeError.DuplicateSubprotocol;
        }

        return HandshakeError.None;
    }
}

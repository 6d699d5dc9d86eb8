using Lws.Handshake;

namespace Lws.Deflate;

/// <summary>The server's part: chooses one of the offers, or none (RFC 7692 5.1, 7.1). Any thread; allocates nothing.</summary>
internal static class ServerNegotiation
{
    private const byte LargestWindowBits = 15;
    private const byte SmallestWindowBits = 8;

    /// <summary>Chooses the first offer of the client's that this server can keep to. Others are declined without a word.</summary>
    /// <param name="request">The headers of the request.</param>
    /// <param name="options">What the server is willing to do.</param>
    /// <param name="parameters">What is agreed once the response says so.</param>
    /// <returns>False when there is no such offer: the connection is one without compression.</returns>
    public static bool TryAccept(HeaderFields request, DeflateOptions options, out DeflateParameters parameters)
    {
        int line = request.IndexOf(DeflateNames.Header);
        for (; line >= 0; line = request.IndexOf(DeflateNames.Header, line + 1))
        {
            foreach (ReadOnlySpan<byte> element in new QuotedSplit(request.ValueAt(line), ','))
            {
                if (DeflateOffer.TryParse(element, out DeflateOffer offer) && TryAccept(offer, options, out parameters))
                    return true;
            }
        }

        parameters = default;
        return false;
    }

    /// <summary>Writes the value of the response's <c>Sec-WebSocket-Extensions</c>.</summary>
    /// <param name="destination">At least <see cref="ExtensionWriter.MaxLength"/> bytes.</param>
    /// <param name="parameters">What was accepted.</param>
    /// <returns>The value's length in bytes.</returns>
    public static int WriteResponse(Span<byte> destination, DeflateParameters parameters)
    {
        var writer = new ExtensionWriter(destination);
        if (!parameters.ServerTakesOver)
            writer.Add(DeflateNames.ServerNoContextTakeover);
        if (!parameters.ClientTakesOver)
            writer.Add(DeflateNames.ClientNoContextTakeover);
        // Only where it was asked: RFC 7692 7.1.2.1 lets a server state it on its own, but some clients then fail the connection.
        if (parameters.IsServerWindowAsked)
            writer.Add(DeflateNames.ServerMaxWindowBits, parameters.ServerWindowBits);
        if (parameters.ClientWindowBits < LargestWindowBits)
            writer.Add(DeflateNames.ClientMaxWindowBits, parameters.ClientWindowBits);
        return writer.Length;
    }

    private static bool TryAccept(in DeflateOffer offer, DeflateOptions options, out DeflateParameters parameters)
    {
        parameters = default;
        if (offer.ServerWindowBits == SmallestWindowBits)
            return false;

        parameters = new DeflateParameters(
            Smaller(options.ServerMaxWindowBits, offer.ServerWindowBits),
            offer.HasClientWindow ? Smaller(options.ClientMaxWindowBits, offer.ClientWindowBits) : LargestWindowBits,
            options.ServerContextTakeover && !offer.ServerNoContextTakeover,
            options.ClientContextTakeover && !offer.ClientNoContextTakeover,
            offer.ServerWindowBits != DeflateOffer.NoBits);
        return true;
    }

    private static byte Smaller(int own, byte offered) =>
        offered == DeflateOffer.NoBits ? (byte)own : (byte)Math.Min(own, offered);
}

using Lws.Handshake;

namespace Lws.Deflate;

/// <summary>The client's part: makes one offer and checks what the server made of it (RFC 7692 5, 7.1). Any thread; allocates nothing.</summary>
internal static class ClientNegotiation
{
    private const byte LargestWindowBits = 15;

    /// <summary>Writes the value of the request's <c>Sec-WebSocket-Extensions</c>.</summary>
    /// <param name="destination">At least <see cref="ExtensionWriter.MaxLength"/> bytes.</param>
    /// <param name="options">What the client wants.</param>
    /// <returns>The value's length in bytes.</returns>
    public static int WriteOffer(Span<byte> destination, DeflateOptions options)
    {
        var writer = new ExtensionWriter(destination);
        if (!options.ServerContextTakeover)
            writer.Add(DeflateNames.ServerNoContextTakeover);
        if (!options.ClientContextTakeover)
            writer.Add(DeflateNames.ClientNoContextTakeover);
        if (options.ServerMaxWindowBits < LargestWindowBits)
            writer.Add(DeflateNames.ServerMaxWindowBits, options.ServerMaxWindowBits);
        if (options.ClientMaxWindowBits < LargestWindowBits)
            writer.Add(DeflateNames.ClientMaxWindowBits, options.ClientMaxWindowBits);
        else
            writer.Add(DeflateNames.ClientMaxWindowBits);
        return writer.Length;
    }

    /// <summary>Checks the response to that offer.</summary>
    /// <param name="response">The headers of the response.</param>
    /// <param name="options">What was offered; null: nothing.</param>
    /// <param name="parameters">What is agreed; the default value where the server declined.</param>
    /// <returns>False when the connection is to be failed: the server accepts what was not offered (RFC 7692 7.1).</returns>
    public static bool TryConfirm(HeaderFields response, DeflateOptions? options, out DeflateParameters parameters)
    {
        parameters = default;
        int line = response.IndexOf(DeflateNames.Header);
        for (; line >= 0; line = response.IndexOf(DeflateNames.Header, line + 1))
        {
            foreach (ReadOnlySpan<byte> element in new QuotedSplit(response.ValueAt(line), ','))
            {
                if (element.IsEmpty)
                    continue;
                if (options is null || parameters.IsAgreed || !TryConfirm(element, options, out parameters))
                    return false;
            }
        }

        return true;
    }

    private static bool TryConfirm(ReadOnlySpan<byte> element, DeflateOptions options, out DeflateParameters parameters)
    {
        parameters = default;
        if (!DeflateOffer.TryParse(element, out DeflateOffer accepted) || !IsWithin(accepted, options))
            return false;

        parameters = new DeflateParameters(
            accepted.ServerWindowBits == DeflateOffer.NoBits ? LargestWindowBits : accepted.ServerWindowBits,
            accepted.HasClientWindow ? accepted.ClientWindowBits : (byte)options.ClientMaxWindowBits,
            !accepted.ServerNoContextTakeover,
            options.ClientContextTakeover && !accepted.ClientNoContextTakeover,
            options.ServerMaxWindowBits < LargestWindowBits);
        return true;
    }

    // What was asked of the server has to be in the response; a server may do more than that on its own.
    private static bool IsWithin(in DeflateOffer accepted, DeflateOptions options)
    {
        if (!options.ServerContextTakeover && !accepted.ServerNoContextTakeover)
            return false;
        if (options.ServerMaxWindowBits < LargestWindowBits && accepted.ServerWindowBits == DeflateOffer.NoBits)
            return false;
        if (accepted.ServerWindowBits > options.ServerMaxWindowBits)
            return false;
        return !accepted.HasClientWindow
            || accepted.ClientWindowBits != DeflateOffer.NoBits && accepted.ClientWindowBits <= options.ClientMaxWindowBits;
    }
}

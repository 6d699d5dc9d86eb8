namespace Lws.Deflate;

/// <summary>
/// One <c>permessage-deflate</c> with its parameters, as a client offers it or a server accepts it (RFC 7692 7.1).
/// </summary>
internal struct DeflateOffer
{
    /// <summary>In place of a window that is not stated, or stated without a value.</summary>
    public const byte NoBits = 0;

    public bool ServerNoContextTakeover { get; private set; }

    public bool ClientNoContextTakeover { get; private set; }

    /// <summary>8 to 15, or <see cref="NoBits"/>.</summary>
    public byte ServerWindowBits { get; private set; }

    /// <summary>8 to 15, or <see cref="NoBits"/>.</summary>
    public byte ClientWindowBits { get; private set; }

    /// <summary>client_max_window_bits is there. It may come without a value in an offer, though not in a response.</summary>
    public bool HasClientWindow { get; private set; }

    /// <summary>Reads an element of the header.</summary>
    /// <returns>False for another extension, an unknown parameter, one that stands twice, and an invalid value.</returns>
    public static bool TryParse(ReadOnlySpan<byte> element, out DeflateOffer offer)
    {
        offer = default;
        var parts = new QuotedSplit(element, ';');
        if (!parts.MoveNext() || !parts.Current.SequenceEqual(DeflateNames.Extension))
            return false;

        while (parts.MoveNext())
        {
            if (!offer.TryAdd(parts.Current))
                return false;
        }

        return true;
    }

    private bool TryAdd(ReadOnlySpan<byte> parameter)
    {
        int equals = parameter.IndexOf((byte)'=');
        if (equals < 0)
            return TryAddBare(parameter);

        ReadOnlySpan<byte> name = parameter[..equals].TrimEnd(" \t"u8);
        ReadOnlySpan<byte> value = parameter[(equals + 1)..].TrimStart(" \t"u8);
        return TryParseBits(value, out byte bits) && TryAddWindow(name, bits);
    }

    private bool TryAddBare(ReadOnlySpan<byte> name)
    {
        bool isTwice;
        if (name.SequenceEqual(DeflateNames.ServerNoContextTakeover))
        {
            isTwice = ServerNoContextTakeover;
            ServerNoContextTakeover = true;
        }
        else if (name.SequenceEqual(DeflateNames.ClientNoContextTakeover))
        {
            isTwice = ClientNoContextTakeover;
            ClientNoContextTakeover = true;
        }
        else
        {
            return TryAddClientWindow(name, NoBits);
        }

        return !isTwice;
    }

    private bool TryAddWindow(ReadOnlySpan<byte> name, byte bits)
    {
        if (!name.SequenceEqual(DeflateNames.ServerMaxWindowBits))
            return TryAddClientWindow(name, bits);

        bool isTwice = ServerWindowBits != NoBits;
        ServerWindowBits = bits;
        return !isTwice;
    }

    private bool TryAddClientWindow(ReadOnlySpan<byte> name, byte bits)
    {
        if (!name.SequenceEqual(DeflateNames.ClientMaxWindowBits) || HasClientWindow)
            return false;

        HasClientWindow = true;
        ClientWindowBits = bits;
        return true;
    }

    // 8 to 15 in decimal, without leading zeros (RFC 7692 7.1.2), as a token or a quoted string (RFC 6455 9.1).
    private static bool TryParseBits(ReadOnlySpan<byte> value, out byte bits)
    {
        if (value is [(byte)'"', .., (byte)'"'])
            value = value[1..^1];
        bits = value switch
        {
            [>= (byte)'8' and <= (byte)'9'] => (byte)(value[0] - '0'),
            [(byte)'1', >= (byte)'0' and <= (byte)'5'] => (byte)(10 + value[1] - '0'),
            _ => NoBits,
        };
        return bits != NoBits;
    }
}

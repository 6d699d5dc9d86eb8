namespace Lws.Deflate;

/// <summary>What both sides of a connection have agreed on (RFC 7692 7.1): 2 bytes. The default value is: no compression.</summary>
internal readonly record struct DeflateParameters
{
    // zlib has no raw deflate stream with a window of 256 bytes.
    private const int SmallestDeflaterBits = 9;

    private const int WindowBits = 0x0F;
    private const int ClientShift = 4;
    private const int ServerTakesOverBit = 1 << 8;
    private const int ClientTakesOverBit = 1 << 9;
    private const int ServerWindowAskedBit = 1 << 10;

    private readonly ushort _bits;

    /// <param name="bits">As <see cref="Bits"/> tells them.</param>
    public DeflateParameters(ushort bits)
    {
        _bits = bits;
    }

    /// <param name="serverWindowBits">The window of the server's messages as a power of two, 9 to 15; a server may choose 8 for itself.</param>
    /// <param name="clientWindowBits">The window of the client's messages as a power of two, 8 to 15.</param>
    /// <param name="serverTakesOver">The server's messages may refer to earlier ones.</param>
    /// <param name="clientTakesOver">The client's messages may refer to earlier ones.</param>
    /// <param name="isServerWindowAsked">The client has stated a window for the server, which the response has to repeat.</param>
    public DeflateParameters(
        int serverWindowBits, int clientWindowBits, bool serverTakesOver, bool clientTakesOver, bool isServerWindowAsked)
    {
        _bits = (ushort)(serverWindowBits
            | clientWindowBits << ClientShift
            | (serverTakesOver ? ServerTakesOverBit : 0)
            | (clientTakesOver ? ClientTakesOverBit : 0)
            | (isServerWindowAsked ? ServerWindowAskedBit : 0));
    }

    /// <summary>All of it in one number, 0 for no compression.</summary>
    public ushort Bits => _bits;

    public int ServerWindowBits => _bits & WindowBits;

    public int ClientWindowBits => _bits >> ClientShift & WindowBits;

    public bool ServerTakesOver => (_bits & ServerTakesOverBit) != 0;

    public bool ClientTakesOver => (_bits & ClientTakesOverBit) != 0;

    public bool IsServerWindowAsked => (_bits & ServerWindowAskedBit) != 0;

    /// <summary>The connection uses the extension.</summary>
    public bool IsAgreed => _bits != 0;

    /// <summary>
    /// Whether this side can compress. A client whose server wants a window of 8 cannot; it sends its messages as they are, which
    /// RFC 7692 6 leaves to it.
    /// </summary>
    public bool CanDeflate(bool isClient) => OutgoingWindowBits(isClient) >= SmallestDeflaterBits;

    public int OutgoingWindowBits(bool isClient) => isClient ? ClientWindowBits : ServerWindowBits;

    public int IncomingWindowBits(bool isClient) => isClient ? ServerWindowBits : ClientWindowBits;

    public bool KeepsOutgoingContext(bool isClient) => isClient ? ClientTakesOver : ServerTakesOver;

    public bool KeepsIncomingContext(bool isClient) => isClient ? ServerTakesOver : ClientTakesOver;
}

namespace Lws.Deflate;

/// <summary>What both sides of a connection have agreed on (RFC 7692 7.1): 5 bytes. The default value is: no compression.</summary>
/// <param name="ServerWindowBits">The window of the server's messages as a power of two, 9 to 15; a server may choose 8 for itself.</param>
/// <param name="ClientWindowBits">The window of the client's messages as a power of two, 8 to 15.</param>
/// <param name="ServerTakesOver">The server's messages may refer to earlier ones.</param>
/// <param name="ClientTakesOver">The client's messages may refer to earlier ones.</param>
/// <param name="IsServerWindowAsked">The client has stated a window for the server, which the response has to repeat.</param>
internal readonly record struct DeflateParameters(
    byte ServerWindowBits, byte ClientWindowBits, bool ServerTakesOver, bool ClientTakesOver, bool IsServerWindowAsked)
{
    // zlib has no raw deflate stream with a window of 256 bytes.
    private const int SmallestDeflaterBits = 9;

    /// <summary>The connection uses the extension.</summary>
    public bool IsAgreed => ServerWindowBits != 0;

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

using System.ComponentModel;

namespace Lws.Handshake;

/// <summary>The subprotocols that a client offers: the elements of its <c>Sec-WebSocket-Protocol</c> headers, already checked.</summary>
/// <remarks>Used by emitted routers. RFC 6455 4.1, item 10: the elements are tokens and unique.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct SubprotocolOffer
{
    /// <summary>Whether the client offers <paramref name="name"/>, compared byte for byte.</summary>
    public bool Contains(ReadOnlySpan<byte> name) => throw new NotImplementedException();
}

namespace Lws.Connections;

/// <summary>Where a connection stands. It only ever moves down this list, then its slot is recycled.</summary>
internal enum ConnectionState : byte
{
    /// <summary>The slot belongs to nobody.</summary>
    Free,

    /// <summary>A client's; the TCP connection is awaited.</summary>
    Connecting,

    /// <summary>Accepted, and the request head is awaited; or connected, and the response head is awaited.</summary>
    Handshake,

    /// <summary><c>OnUpgrade</c> has put its decision off; until it comes, nothing is read.</summary>
    Upgrading,

    /// <summary>Both sides may send messages.</summary>
    Open,

    /// <summary>Our close frame is under way, the peer's is awaited.</summary>
    Closing,

    /// <summary>
    /// Something outside the frame loop ended it (a handler that threw, an abort, a failed write); <c>OnClosed</c> is due.
    /// </summary>
    Failed,

    /// <summary>No session any more: what is queued goes out, then FIN; what arrives is discarded until the peer's FIN.</summary>
    Ending,

    /// <summary>The descriptor is closed; the slot is recycled at the end of the batch.</summary>
    Closed,
}

namespace Lws.Connections;

/// <summary>What else there is to know of a connection.</summary>
[Flags]
internal enum ConnectionFlags : uint
{
    None = 0,

    /// <summary>We are the client: our frames are masked, the peer's are not (RFC 6455 5.1).</summary>
    Client = 1 << 0,

    /// <summary>A handler of ours has ended the session.</summary>
    EndedByHandler = 1 << 1,

    /// <summary>Its socket came from elsewhere, and may be held open there.</summary>
    Adopted = 1 << 2,

    /// <summary>The loop is to look at it before the batch ends; it is in the loop's list of unsettled connections.</summary>
    Unsettled = 1 << 3,

    /// <summary>The socket took less than it was given: output waits until it is writable.</summary>
    Blocked = 1 << 4,

    /// <summary>A handler asked to read no further.</summary>
    Paused = 1 << 5,

    /// <summary>A handler asked to read again: what is pending is served before the batch ends.</summary>
    Resumed = 1 << 6,

    /// <summary>A message, or the header of a frame, has begun to arrive and is not complete.</summary>
    Incomplete = 1 << 7,

    /// <summary>The kernel watches for readability.</summary>
    WatchesReceive = 1 << 8,

    /// <summary>The kernel watches for writability.</summary>
    WatchesSend = 1 << 9,

    /// <summary>We have sent FIN.</summary>
    FinSent = 1 << 10,

    /// <summary>The peer has sent FIN.</summary>
    FinReceived = 1 << 11,

    /// <summary>Close the descriptor without lingering: there is nobody to wait for.</summary>
    Cut = 1 << 12,

    /// <summary>The peer began the end.</summary>
    ByPeer = 1 << 13,

    /// <summary>A ping of the loop's own awaits a sign of life.</summary>
    PingSent = 1 << 14,

    /// <summary>A message that a handler sends in parts has begun and has not ended.</summary>
    MidMessage = 1 << 15,

    /// <summary>What a handler sends may be compressed: permessage-deflate was agreed (RFC 7692).</summary>
    Deflates = 1 << 16,

    /// <summary>What the peer sends may be compressed.</summary>
    Inflates = 1 << 17,

    /// <summary>The first piece of a compressed message was handed on, and its last was not.</summary>
    MidInflate = 1 << 18,

    /// <summary>Somebody listens to the meter: messages and bytes are counted.</summary>
    Counted = 1 << 19,
}

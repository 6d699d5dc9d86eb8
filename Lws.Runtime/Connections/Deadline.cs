namespace Lws.Connections;

/// <summary>The waits of a connection that have an end.</summary>
internal enum Deadline : byte
{
    /// <summary>None has passed.</summary>
    None,

    /// <summary>The TCP connection of a client took too long.</summary>
    Connect,

    /// <summary>The opening handshake took too long.</summary>
    Handshake,

    /// <summary>The session was open for as long as one may be.</summary>
    Lifetime,

    /// <summary>Nothing arrived for too long.</summary>
    Idle,

    /// <summary>Nothing arrived for so long that a ping is due.</summary>
    Ping,

    /// <summary>Nothing arrived since that ping.</summary>
    Pong,

    /// <summary>A message has begun and does not end.</summary>
    Message,

    /// <summary>Output waits, and the socket takes nothing of it.</summary>
    Send,

    /// <summary>The closing handshake, or the end of the TCP connection, took too long.</summary>
    Close,
}

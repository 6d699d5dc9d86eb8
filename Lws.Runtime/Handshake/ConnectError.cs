namespace Lws;

/// <summary>Why a connection to a server was not made, or that it was.</summary>
public enum ConnectError : byte
{
    /// <summary>No error: the connection is open, or on its way.</summary>
    None,

    /// <summary>
    /// Nothing was sent: all connections of the context are in use (<see cref="LwsContextAttribute.FdLimit"/>,
    /// <see cref="LwsOptions.MaxConnections"/>). Try again when one of them has ended.
    /// </summary>
    Full,

    /// <summary>Nothing was sent: the context drains its connections and opens no new ones.</summary>
    Stopping,

    /// <summary>The host has no address: no such name, or the resolver gave no answer.</summary>
    NameNotResolved,

    /// <summary>No address of the host accepted a TCP connection: each refused it, or there is no route to it.</summary>
    Unreachable,

    /// <summary>No address of the host answered in time, so that there is no TCP connection.</summary>
    ConnectTimeout,

    /// <summary>The TCP connection is there, but the server's response was not complete in time.</summary>
    HandshakeTimeout,

    /// <summary>The TCP connection ended before the server's response was complete.</summary>
    ConnectionLost,

    /// <summary>The answer is no HTTP/1.1 response, or one whose head is longer than accepted (RFC 9112 4, 5).</summary>
    MalformedResponse,

    /// <summary>
    /// The server answered with another status than 101: a refusal, or a redirection, which is not followed (RFC 6455 4.1).
    /// </summary>
    Refused,

    /// <summary>Status 101, but not exactly one <c>Upgrade</c> header, with the value <c>websocket</c> (RFC 6455 4.1).</summary>
    BadUpgrade,

    /// <summary>Status 101, but no <c>Connection</c> header lists <c>Upgrade</c> (RFC 6455 4.1).</summary>
    BadConnection,

    /// <summary>
    /// Status 101, but not exactly one <c>Sec-WebSocket-Accept</c> header, with the answer to the key of this request: the server
    /// has not read the request, or a cache answered in its place (RFC 6455 4.1).
    /// </summary>
    BadAcceptKey,

    /// <summary>The server chose a subprotocol that was not offered, or several (RFC 6455 4.1). To choose none is no error.</summary>
    BadSubprotocol,

    /// <summary>The server uses an extension, and none was offered (RFC 6455 4.1).</summary>
    UnexpectedExtension,

    /// <summary>The server uses an extension, or a parameter of one, that was not offered so (RFC 6455 4.1, RFC 7692 7.1).</summary>
    BadExtension,
}

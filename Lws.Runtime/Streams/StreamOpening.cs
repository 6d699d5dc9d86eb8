using Lws.Connections;

namespace Lws.Streams;

/// <summary>How a stream that is no socket begins: with a request to read, with one to write, or with frames at once.</summary>
internal readonly struct StreamOpening
{
    private StreamOpening(ConnectAttempt? attempt, int protocol)
    {
        Attempt = attempt;
        Protocol = protocol;
    }

    /// <summary>We are the server: the peer's request comes first.</summary>
    public static StreamOpening Request => new(null, -1);

    /// <summary>What we, the client, request; null where we are the server.</summary>
    public ConnectAttempt? Attempt { get; }

    /// <summary>The index of the protocol whose frames come at once; -1 where a handshake comes first.</summary>
    public int Protocol { get; }

    public bool IsRequest => Attempt is null && Protocol < 0;

    /// <summary>We are the client, and write a request.</summary>
    public static StreamOpening Client(ConnectAttempt attempt) => new(attempt, -1);

    /// <summary>We are the server, and somebody else has answered the request.</summary>
    public static StreamOpening Upgraded(int protocol) => new(null, protocol);
}

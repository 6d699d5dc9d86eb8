using Lws.Connections;
using Lws.Handshake;
using Lws.Loop;

namespace Lws;

/// <summary>A client's request for a protocol, as <c>OnUpgrade</c> sees it: valid, routed, of an accepted origin, and not answered yet.</summary>
/// <remarks>
/// Valid inside the handler, on the loop's thread. Its spans are views of the received bytes: nothing is copied, decoded or allocated.
/// libwebsockets: <c>LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION</c> and <c>lws_hdr_copy</c>.
/// </remarks>
public readonly ref struct UpgradeRequest
{
    /// <summary>The most that the headers added to one response may take, in bytes: names, values, and four more for each.</summary>
    public const int MaxResponseHeaderBytes = ResponseHeaders.MaxBytes;

    private readonly EventLoop _loop;
    private readonly ref Connection _connection;
    private readonly RequestHead _head;

    internal UpgradeRequest(
        EventLoop loop, ref Connection connection, RequestHead head, SubprotocolOffer offer, ReadOnlySpan<byte> subprotocol)
    {
        _loop = loop;
        _connection = ref connection;
        _head = head;
        OfferedSubprotocols = offer;
        Subprotocol = subprotocol;
    }

    /// <summary>The context that was asked; cast it to your own class to reach what its sessions share.</summary>
    public LwsContext Context => _loop.Context;

    /// <summary>The method, which is <c>GET</c> (RFC 6455 4.1).</summary>
    public ReadOnlySpan<byte> Method => _head.Method;

    /// <summary>The target up to the question mark, beginning with a slash, as it was sent: percent-encoded.</summary>
    public ReadOnlySpan<byte> Path => _head.Path;

    /// <summary>What follows the question mark, percent-encoded; empty without one.</summary>
    public ReadOnlySpan<byte> Query => _head.Query;

    /// <summary>The value of <c>Host</c>: a name or address, and perhaps a port; it may be empty.</summary>
    public ReadOnlySpan<byte> Host => First("Host"u8);

    /// <summary>The value of <c>Origin</c>; empty where there is none, as programs that are no browsers leave it out.</summary>
    public ReadOnlySpan<byte> Origin => First("Origin"u8);

    /// <summary>All header lines, in the order in which they came.</summary>
    public RequestHeaders Headers => new(_head.Headers, default);

    /// <summary>The names in <c>Sec-WebSocket-Protocol</c>, in the order of the client's preference.</summary>
    public SubprotocolOffer OfferedSubprotocols { get; }

    /// <summary>The one of these that was chosen, which is the name of this protocol; empty where the client did not offer it.</summary>
    public ReadOnlySpan<byte> Subprotocol { get; }

    /// <summary>The peer's address; asks the kernel. Behind a proxy it is the proxy's.</summary>
    public TcpEndPoint RemoteEndPoint => _loop.RemoteOf(ref _connection);

    /// <summary>The address that the client connected to; asks the kernel.</summary>
    public TcpEndPoint LocalEndPoint => _loop.LocalOf(ref _connection);

    /// <summary>Finds a header by its name, without regard to case.</summary>
    /// <param name="name">Such as <c>"Authorization"u8</c>.</param>
    /// <param name="value">The value of the first line of that name, without the whitespace around it.</param>
    /// <returns>Whether there is one; its value may be empty.</returns>
    public bool TryGetHeader(scoped ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value) => _head.Headers.CountOf(name, out value) > 0;

    /// <summary>All lines of a header that may be given several times, such as <c>Forwarded</c>; empty for an empty name.</summary>
    public RequestHeaders HeadersNamed(ReadOnlySpan<byte> name) => new(name.IsEmpty ? default : _head.Headers, name);

    /// <summary>Adds a header line to the response, whichever it will be: 101, a refusal, or a later answer.</summary>
    /// <param name="name">A token; none of those that the handshake itself consists of.</param>
    /// <param name="value">Any bytes but control characters other than HT.</param>
    /// <exception cref="ArgumentException">The line cannot be sent, is the library's to write (<c>Sec-WebSocket-…</c>, <c>Upgrade</c>,
    /// <c>Connection</c>, <c>Content-Length</c>, <c>Content-Type</c>, <c>Transfer-Encoding</c>, <c>Trailer</c>), or the lines take more
    /// than <see cref="MaxResponseHeaderBytes"/> in all.</exception>
    public void AddResponseHeader(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) => _loop.ResponseHeaders.Add(name, value);

    /// <summary>Puts the decision off: <c>return request.Defer(out UpgradeTicket ticket);</c>.</summary>
    /// <param name="ticket">Answers later, from any thread, within what is left of <see cref="LwsOptions.HandshakeTimeout"/>; then 408.</param>
    /// <remarks>
    /// What the client sends meanwhile waits. Where <see cref="LwsOptions.MaxHandshakes"/> decisions are put off already, the result
    /// is a refusal with 503, and the ticket has nothing to answer.
    /// </remarks>
    public UpgradeResult Defer(out UpgradeTicket ticket)
    {
        uint generation = _loop.GenerationOf(_connection.Slot);
        bool isAwaited = _loop.Deferred.TryAwait(_connection.Slot, generation);
        ticket = isAwaited ? new UpgradeTicket(_loop, _connection.Slot, generation) : default;
        return isAwaited ? UpgradeResult.Deferred : UpgradeResult.Refuse(503);
    }

    private ReadOnlySpan<byte> First(ReadOnlySpan<byte> name)
    {
        _head.Headers.CountOf(name, out ReadOnlySpan<byte> value);
        return value;
    }
}

using Lws.Dispatch;

namespace Lws;

/// <summary>
/// Declares a <c>partial struct</c> as a protocol: its methods named after events (<c>OnMessage</c>, <c>OnOpen</c>, …) are the
/// handlers, its fields are the per-session data, one instance a connection.
/// </summary>
/// <remarks>
/// libwebsockets: an entry of <c>struct lws_protocols</c> and its per-session data (<c>pss</c>). Handlers are found by name and
/// checked by signature at compile time; one that is not written costs nothing at run time.
/// </remarks>
/// <param name="name">The subprotocol's name, an HTTP token (RFC 6455 4.1), as a client offers it in
/// <c>Sec-WebSocket-Protocol</c>.</param>
[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Class, Inherited = false)]
public sealed class LwsProtocolAttribute(string name) : Attribute
{
    /// <summary>The subprotocol's name.</summary>
    public string Name { get; } = name;

    /// <summary>
    /// The largest message accepted from a peer, in bytes of payload; a larger one fails the connection with 1009, from the frame
    /// header alone. Default 65,536. Range 1 to 1,073,741,824. A protocol with <c>OnFragment</c> buffers nothing and has no
    /// limit unless this is set.
    /// </summary>
    public int MaxMessageLength { get; set; } = ProtocolTraits.DefaultMaxMessageLength;

    /// <summary>
    /// The most frames that one message may come in; one more fails the connection with 1008. Default 1,024. Range 1 to
    /// 1,073,741,824. A protocol with <c>OnFragment</c> has no limit unless this is set.
    /// </summary>
    public int MaxFragments { get; set; } = ProtocolTraits.DefaultMaxFragments;

    /// <summary>
    /// How many messages a peer may send in a second, after <see cref="MessageBurst"/> at once; one more fails the connection with 1008. Each
    /// further fragment of a message counts as one, and so does a ping or a pong. Default 0: no limit. Range 0 to 1,073,741,824.
    /// </summary>
    public int MaxMessagesPerSecond { get; set; }

    /// <summary>
    /// How many messages a peer that was silent may send at once, where <see cref="MaxMessagesPerSecond"/> is set. Default 0: as many as it
    /// may send in a second. Range 0 to 1,073,741,824.
    /// </summary>
    public int MessageBurst { get; set; }

    /// <summary>
    /// How many bytes of payload a peer may send in a second, after <see cref="ByteBurst"/> at once; one more fails the connection with 1008.
    /// A compressed message counts by what it inflates to, and at least by its own bytes. Default 0: no limit. Range 0 to 1,073,741,824.
    /// </summary>
    public int MaxBytesPerSecond { get; set; }

    /// <summary>
    /// How many bytes a peer that was silent may send at once, where <see cref="MaxBytesPerSecond"/> is set. Default 0: as many as it may send in a
    /// second, and at least <see cref="MaxMessageLength"/>. Else from <see cref="MaxMessageLength"/> to 1,073,741,824.
    /// </summary>
    public int ByteBurst { get; set; }

    /// <summary>
    /// How many pings and pongs a peer may send in a second, after ten seconds' worth of them at once; one more fails the connection with 1008.
    /// Pongs count whether a ping asked for them or not. Default 100. Range 0 to 1,000; 0 is no limit.
    /// </summary>
    public int MaxControlFramesPerSecond { get; set; } = ProtocolTraits.DefaultMaxControlFramesPerSecond;

    /// <summary>
    /// How much may wait for a peer that reads slowly, in bytes; what becomes of a message that would pass it says
    /// <see cref="WhenQueueFull"/>. A message sent while nothing waits is always taken. Default 262,144. Range 0 to 1,073,741,824.
    /// </summary>
    public int MaxQueuedBytes { get; set; } = ProtocolTraits.DefaultMaxQueuedBytes;

    /// <summary>
    /// <c>OnWritable</c> is called when no more than this waits, in bytes, after something was queued or dropped. Default 0: when all of
    /// it has gone. Range 0 to less than <see cref="MaxQueuedBytes"/>.
    /// </summary>
    public int LowQueuedBytes { get; set; }

    /// <summary>
    /// What becomes of a message that would make more than <see cref="MaxQueuedBytes"/> wait. Default <see cref="QueueFull.Drop"/>.
    /// </summary>
    public QueueFull WhenQueueFull { get; set; }

    /// <summary>
    /// Which pages a browser may open this protocol from, in the server's role: each entry an origin exactly as a browser sends it,
    /// such as <c>https://app.example</c> or <c>http://localhost:3000</c>, or one of <see cref="Lws.Origins"/>. Compared byte for byte;
    /// every other request gets 403. Left out: every request is accepted, and an analyzer says so. An empty list accepts none.
    /// </summary>
    /// <remarks>RFC 6455 10.2, RFC 6454 6.2. Browsers let any page open a WebSocket to any server, cookies included.</remarks>
    public string[]? Origins { get; set; }
}

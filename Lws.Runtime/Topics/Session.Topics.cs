using Lws.Topics;

namespace Lws;

/// <content>Topics.</content>
public readonly ref partial struct Session
{
    /// <summary>
    /// Subscribes to a topic: the session is sent what is published to it (<see cref="LwsContext.Publish(ReadOnlySpan{byte},
    /// ReadOnlySpan{byte}, MessageKind, SessionHandle)"/>) until it unsubscribes or ends; in its <c>OnClosed</c> it is subscribed to nothing any
    /// more. The topic comes into being with its first subscriber and is gone with its last.
    /// </summary>
    /// <param name="topic">Its name: bytes, usually UTF-8, at most <see cref="LwsOptions.MaxTopicLength"/>. There are no wildcards.</param>
    /// <returns>Whether it is subscribed. A limit that a peer can reach is told here, and never thrown: close with
    /// <see cref="CloseCode.PolicyViolation"/> where the peer chooses its topics.</returns>
    public SubscribeResult Subscribe(ReadOnlySpan<byte> topic) => _loop.MakePublisher().Subscribe(ref _connection, topic);

    /// <inheritdoc cref="Subscribe(ReadOnlySpan{byte})"/>
    /// <param name="topic">Its name, encoded as UTF-8.</param>
    public SubscribeResult Subscribe(ReadOnlySpan<char> topic) => Subscribe(Encode(topic, stackalloc byte[RoomFor(topic)]));

    /// <summary>Ends a subscription. What was published before still arrives.</summary>
    /// <param name="topic">The topic's name.</param>
    /// <returns>False where the session was not subscribed.</returns>
    public bool Unsubscribe(ReadOnlySpan<byte> topic) => _loop.Publisher?.Unsubscribe(ref _connection, topic) ?? false;

    /// <inheritdoc cref="Unsubscribe(ReadOnlySpan{byte})"/>
    public bool Unsubscribe(ReadOnlySpan<char> topic) => Unsubscribe(Encode(topic, stackalloc byte[RoomFor(topic)]));

    /// <summary>Whether the session is subscribed to a topic.</summary>
    /// <param name="topic">The topic's name.</param>
    public bool IsSubscribed(ReadOnlySpan<byte> topic) => _loop.Publisher?.IsSubscribed(ref _connection, topic) ?? false;

    /// <inheritdoc cref="IsSubscribed(ReadOnlySpan{byte})"/>
    public bool IsSubscribed(ReadOnlySpan<char> topic) => IsSubscribed(Encode(topic, stackalloc byte[RoomFor(topic)]));

    /// <summary>
    /// Publishes to a topic for all who are subscribed but this session itself, whether it is subscribed or not. To be sent it too, use
    /// <see cref="LwsContext.Publish(ReadOnlySpan{byte}, ReadOnlySpan{byte}, MessageKind, SessionHandle)"/> of <see cref="Context"/>.
    /// </summary>
    /// <inheritdoc cref="LwsContext.Publish(ReadOnlySpan{byte}, ReadOnlySpan{byte}, MessageKind, SessionHandle)"/>
    /// <param name="topic">The topic's name.</param>
    /// <param name="payload">At most 1 GiB; it may be the span that the handler was given.</param>
    /// <param name="kind">Text or binary.</param>
    public PublishResult Publish(ReadOnlySpan<byte> topic, ReadOnlySpan<byte> payload, MessageKind kind = MessageKind.Binary) =>
        Context.Publish(topic, payload, kind, key: null, Handle);

    /// <inheritdoc cref="Publish(ReadOnlySpan{byte}, ReadOnlySpan{byte}, MessageKind)"/>
    /// <param name="topic">The topic's name.</param>
    /// <param name="payload">At most 1 GiB; it may be the span that the handler was given.</param>
    /// <param name="kind">Text or binary.</param>
    public PublishResult Publish(ReadOnlySpan<char> topic, ReadOnlySpan<byte> payload, MessageKind kind = MessageKind.Binary) =>
        Context.Publish(topic, payload, kind, Handle);

    /// <summary>As without a key, for protocols with <see cref="QueueFull.KeepLatest"/>: see
    /// <see cref="LwsContext.Publish(ReadOnlySpan{byte}, ReadOnlySpan{byte}, MessageKind, ulong, SessionHandle)"/>.</summary>
    /// <inheritdoc cref="Publish(ReadOnlySpan{byte}, ReadOnlySpan{byte}, MessageKind)"/>
    /// <param name="topic">The topic's name.</param>
    /// <param name="payload">At most 1 GiB; it may be the span that the handler was given.</param>
    /// <param name="kind">Text or binary.</param>
    /// <param name="key">What the message is about.</param>
    public PublishResult Publish(ReadOnlySpan<byte> topic, ReadOnlySpan<byte> payload, MessageKind kind, ulong key) =>
        Context.Publish(topic, payload, kind, (ulong?)key, Handle);

    /// <inheritdoc cref="Publish(ReadOnlySpan{byte}, ReadOnlySpan{byte}, MessageKind, ulong)"/>
    /// <param name="topic">The topic's name.</param>
    /// <param name="payload">At most 1 GiB; it may be the span that the handler was given.</param>
    /// <param name="kind">Text or binary.</param>
    /// <param name="key">What the message is about.</param>
    public PublishResult Publish(ReadOnlySpan<char> topic, ReadOnlySpan<byte> payload, MessageKind kind, ulong key) =>
        Context.Publish(topic, payload, kind, key, Handle);

    private int RoomFor(ReadOnlySpan<char> topic) => TopicText.RoomFor(topic, Context.Options);

    private static ReadOnlySpan<byte> Encode(ReadOnlySpan<char> topic, Span<byte> room) => TopicText.Encode(topic, room);
}

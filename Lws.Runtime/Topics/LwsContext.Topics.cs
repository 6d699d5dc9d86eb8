using Lws.Loop;
using Lws.Topics;

namespace Lws;

/// <content>Publishing to topics, from any thread.</content>
public abstract partial class LwsContext
{
    /// <summary>
    /// Sends a message to all sessions that are subscribed to a topic (<see cref="Session.Subscribe(ReadOnlySpan{byte})"/>). In a handler, those
    /// of its loop are sent it at once, in order with what else the handler sends. Those of other loops, or all of them where the
    /// call comes from another thread, are sent it by way of their loops' mailboxes: messages of one thread in its order. Any thread.
    /// </summary>
    /// <param name="topic">The topic's name, as the sessions have subscribed to it: compared byte by byte.</param>
    /// <param name="payload">At most 1 GiB. The frame is made once on each loop, and shared by all who are to be sent it.</param>
    /// <param name="kind">Text or binary. Text must be valid UTF-8: it is not checked (RFC 6455 8.1 obliges the sender).</param>
    /// <param name="except">A session that is not sent it, though it is subscribed.</param>
    /// <returns>Whether it is on its way on every loop. A subscriber whose queue is full is treated as <see cref="QueueFull"/> of its protocol
    /// says, and so is one in the middle of another message; a topic without subscribers is no failure.</returns>
    /// <exception cref="ArgumentException">The payload is over 1 GiB.</exception>
    public PublishResult Publish(
        ReadOnlySpan<byte> topic, ReadOnlySpan<byte> payload, MessageKind kind = MessageKind.Binary, SessionHandle except = default) =>
        Publish(topic, payload, kind, key: null, except);

    /// <inheritdoc cref="Publish(ReadOnlySpan{byte}, ReadOnlySpan{byte}, MessageKind, SessionHandle)"/>
    /// <param name="topic">The topic's name, as the sessions have subscribed to it.</param>
    /// <param name="payload">At most 1 GiB.</param>
    /// <param name="kind">Text or binary.</param>
    /// <param name="except">A session that is not sent it, though it is subscribed.</param>
    public PublishResult Publish(
        ReadOnlySpan<char> topic, ReadOnlySpan<byte> payload, MessageKind kind = MessageKind.Binary, SessionHandle except = default) =>
        Publish(TopicText.Encode(topic, stackalloc byte[TopicText.RoomFor(topic, Options)]), payload, kind, key: null, except);

    /// <summary>As without a key; to a subscriber that reads slowly, in a protocol with <see cref="QueueFull.KeepLatest"/>, the message replaces
    /// the one with that key that waits (<see cref="Session.Send(ReadOnlySpan{byte}, MessageKind, ulong)"/>).</summary>
    /// <inheritdoc cref="Publish(ReadOnlySpan{byte}, ReadOnlySpan{byte}, MessageKind, SessionHandle)"/>
    /// <param name="topic">The topic's name, as the sessions have subscribed to it.</param>
    /// <param name="payload">At most 1 GiB.</param>
    /// <param name="kind">Text or binary.</param>
    /// <param name="key">What the message is about: a number of your choice, the same whatever the topic.</param>
    /// <param name="except">A session that is not sent it, though it is subscribed.</param>
    public PublishResult Publish(
        ReadOnlySpan<byte> topic, ReadOnlySpan<byte> payload, MessageKind kind, ulong key, SessionHandle except = default) =>
        Publish(topic, payload, kind, (ulong?)key, except);

    /// <inheritdoc cref="Publish(ReadOnlySpan{byte}, ReadOnlySpan{byte}, MessageKind, ulong, SessionHandle)"/>
    /// <param name="topic">The topic's name, as the sessions have subscribed to it.</param>
    /// <param name="payload">At most 1 GiB.</param>
    /// <param name="kind">Text or binary.</param>
    /// <param name="key">What the message is about.</param>
    /// <param name="except">A session that is not sent it, though it is subscribed.</param>
    public PublishResult Publish(
        ReadOnlySpan<char> topic, ReadOnlySpan<byte> payload, MessageKind kind, ulong key, SessionHandle except = default) =>
        Publish(TopicText.Encode(topic, stackalloc byte[TopicText.RoomFor(topic, Options)]), payload, kind, (ulong?)key, except);

    /// <summary>How many sessions are subscribed to a topic, on all loops: each counted when it is looked at. Any thread.</summary>
    /// <param name="topic">The topic's name.</param>
    public int SubscribersOf(ReadOnlySpan<byte> topic)
    {
        int count = 0;
        foreach (EventLoop loop in Loops.Made)
            count += loop.Publisher?.CountOf(topic) ?? 0;
        return count;
    }

    /// <inheritdoc cref="SubscribersOf(ReadOnlySpan{byte})"/>
    public int SubscribersOf(ReadOnlySpan<char> topic) =>
        SubscribersOf(TopicText.Encode(topic, stackalloc byte[TopicText.RoomFor(topic, Options)]));

    internal PublishResult Publish(ReadOnlySpan<byte> topic, ReadOnlySpan<byte> payload, MessageKind kind, ulong? key, SessionHandle except)
    {
        Session.CheckLength(payload.Length);
        if (Loops.IsClosed)
            return PublishResult.Closed;
        if (topic.Length > Options.MaxTopicLength)
            return PublishResult.Published; // nobody can be subscribed to it

        LetterKind letterKind = key is null ? LetterKind.Publish : LetterKind.PublishKeyed;
        var letter = new Letter(letterKind, kind, (ushort)topic.Length, -1, 0, topic.Length + payload.Length, key.GetValueOrDefault());
        var result = PublishResult.Published;
        foreach (EventLoop loop in Loops.Made)
        {
            if (Loops.RunsHere(loop))
                loop.Publisher?.Publish(topic, payload, kind, key, except.SlotOn(loop));
            else
                result = Worse(result, loop.Put(except.ExceptedFrom(letter, loop), topic, payload));
        }

        return result;
    }

    private static PublishResult Worse(PublishResult result, SendResult put) => put switch
    {
        SendResult.Closed => PublishResult.Closed,
        SendResult.Dropped when result == PublishResult.Published => PublishResult.MailboxFull,
        _ => result,
    };
}

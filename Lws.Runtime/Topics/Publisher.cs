using System.Diagnostics;
using Lws.Connections;
using Lws.Framing;
using Lws.Loop;

namespace Lws.Topics;

/// <summary>Topics on one loop: subscribing, and sending what is published to those who are subscribed.</summary>
/// <remarks>
/// Loop thread only, but for <see cref="CountOf"/>. Publishing calls no handler, so nobody subscribes, leaves or closes meanwhile: what it brings
/// about, such as a drop or an end, is told when the batch ends.
/// </remarks>
internal sealed class Publisher(EventLoop loop)
{
    private readonly Subscriptions _subscriptions = new(loop.Context.Options.MaxTopics, loop.Context.Options.MaxTopicsPerConnection);
    private bool _isPublishing;

    public long Bytes => _subscriptions.Bytes;

    public SubscribeResult Subscribe(ref Connection connection, ReadOnlySpan<byte> topic)
    {
        Debug.Assert(!_isPublishing, "No handler runs while a message is published.");
        if (connection.State != ConnectionState.Open)
            return SubscribeResult.Closed;
        if (topic.Length > loop.Context.Options.MaxTopicLength)
            return SubscribeResult.TopicTooLong;
        return _subscriptions.Add(connection.Slot, topic);
    }

    public bool Unsubscribe(ref Connection connection, ReadOnlySpan<byte> topic)
    {
        Debug.Assert(!_isPublishing, "No handler runs while a message is published.");
        return _subscriptions.Remove(connection.Slot, topic);
    }

    public bool IsSubscribed(ref Connection connection, ReadOnlySpan<byte> topic) => _subscriptions.Contains(connection.Slot, topic);

    /// <summary>A session ends: it is subscribed to nothing any more.</summary>
    public void Leave(int slot)
    {
        Debug.Assert(!_isPublishing, "No session ends while a message is published.");
        _subscriptions.RemoveAll(slot);
    }

    /// <summary>How many of the loop's sessions are subscribed to a topic. Any thread.</summary>
    public int CountOf(ReadOnlySpan<byte> topic) => _subscriptions.Topics.CountOf(topic);

    /// <summary>Sends a message to all who are subscribed to a topic.</summary>
    /// <param name="topic">Its name.</param>
    /// <param name="payload">The message.</param>
    /// <param name="kind">Text or binary.</param>
    /// <param name="key">What the message replaces, where it has a key.</param>
    /// <param name="except">The slot of one who is not sent it, or -1.</param>
    public void Publish(ReadOnlySpan<byte> topic, ReadOnlySpan<byte> payload, MessageKind kind, ulong? key, int except)
    {
        TopicTable topics = _subscriptions.Topics;
        int found = topics.Find(topic);
        if (found == 0)
            return;

        _isPublishing = true;
        var message = new SharedMessage(loop, (Opcode)kind, payload, key);
        for (int handle = topics[found].Latest; handle != 0; handle = _subscriptions[handle].OlderOfTopic)
        {
            int slot = _subscriptions[handle].Slot;
            if (slot != except)
                loop.Outbound.Send(ref loop.Connections[slot], ref message);
        }

        message.Dispose();
        _isPublishing = false;
    }
}

using System.Diagnostics;
using Lws.Buffers;

namespace Lws.Topics;

/// <summary>Who is subscribed to what, on one loop.</summary>
/// <remarks>
/// Loop thread only. Subscribing and unsubscribing take constant time, and leaving takes time in proportion to the session's topics. A
/// topic is there while somebody is subscribed to it. Allocates nothing once it has held as much. A connection without a subscription
/// has at most an empty <see cref="Subscriber"/> here, and none while no later slot has subscribed.
/// </remarks>
/// <param name="maxTopics">See <see cref="LwsOptions.MaxTopics"/>.</param>
/// <param name="maxOfSession">See <see cref="LwsOptions.MaxTopicsPerConnection"/>.</param>
internal sealed class Subscriptions(int maxTopics, int maxOfSession)
{
    // What Dictionary holds for a subscription: hash, next, key and value; and a bucket.
    private const int DictionaryBytes = 24;

    private readonly Records<Subscription> _subscriptions = new();
    private readonly Dictionary<(int Slot, int Topic), int> _handles = [];
    private readonly ChunkedArray<Subscriber> _subscribers = new(int.MaxValue);
    private int _slots; // how many have a subscriber

    /// <summary>Counting of it: any thread.</summary>
    public TopicTable Topics { get; } = new();

    public int Count => _handles.Count;

    public long Bytes => _subscriptions.Bytes + _subscribers.Bytes + Topics.Bytes + ((long)DictionaryBytes * _handles.Capacity);

    public ref readonly Subscription this[int subscription] => ref _subscriptions[subscription];

    public SubscribeResult Add(int slot, ReadOnlySpan<byte> name)
    {
        int topic = Topics.Find(name);
        if (topic != 0 && _handles.ContainsKey((slot, topic)))
            return SubscribeResult.AlreadySubscribed;
        if (CountOf(slot) >= maxOfSession)
            return SubscribeResult.ConnectionFull;
        if (topic == 0 && Topics.Count >= maxTopics)
            return SubscribeResult.LoopFull;

        if (topic == 0)
            topic = Topics.Add(name);
        int subscription = _subscriptions.Rent();
        _handles.Add((slot, topic), subscription);
        Link(subscription, slot, topic);
        return SubscribeResult.Subscribed;
    }

    /// <returns>False where it was not subscribed.</returns>
    public bool Remove(int slot, ReadOnlySpan<byte> name)
    {
        int topic = Topics.Find(name);
        if (topic == 0 || !_handles.TryGetValue((slot, topic), out int subscription))
            return false;
        Remove(subscription);
        return true;
    }

    /// <summary>Removes all subscriptions of a session.</summary>
    public void RemoveAll(int slot)
    {
        while (slot < _slots && _subscribers[slot].Latest is var subscription and not 0)
            Remove(subscription);
    }

    public bool Contains(int slot, ReadOnlySpan<byte> name) => Topics.Find(name) is var topic and not 0 && _handles.ContainsKey((slot, topic));

    private int CountOf(int slot) => slot < _slots ? _subscribers[slot].Count : 0;

    private void Link(int handle, int slot, int topic)
    {
        while (_slots <= slot)
            _subscribers.Reserve(_slots++);
        ref Subscriber subscriber = ref _subscribers[slot];
        ref Topic subscribed = ref Topics[topic];
        _subscriptions[handle] = new Subscription
        {
            Slot = slot,
            Topic = topic,
            OlderOfTopic = subscribed.Latest,
            OlderOfSession = subscriber.Latest,
        };
        if (subscribed.Latest != 0)
            _subscriptions[subscribed.Latest].NewerOfTopic = handle;
        if (subscriber.Latest != 0)
            _subscriptions[subscriber.Latest].NewerOfSession = handle;
        subscribed.Latest = handle;
        subscriber.Latest = handle;
        subscriber.Count++;
        subscribed.Count++;
    }

    private void Remove(int handle)
    {
        Subscription removed = _subscriptions[handle];
        ref Subscriber subscriber = ref _subscribers[removed.Slot];
        ref Topic topic = ref Topics[removed.Topic];
        Debug.Assert(subscriber.Count > 0 && topic.Count > 0, "Both ends count the subscription.");

        ref int fromTopicSide = ref topic.Latest;
        if (removed.NewerOfTopic != 0)
            fromTopicSide = ref _subscriptions[removed.NewerOfTopic].OlderOfTopic;
        fromTopicSide = removed.OlderOfTopic;
        if (removed.OlderOfTopic != 0)
            _subscriptions[removed.OlderOfTopic].NewerOfTopic = removed.NewerOfTopic;

        ref int fromSessionSide = ref subscriber.Latest;
        if (removed.NewerOfSession != 0)
            fromSessionSide = ref _subscriptions[removed.NewerOfSession].OlderOfSession;
        fromSessionSide = removed.OlderOfSession;
        if (removed.OlderOfSession != 0)
            _subscriptions[removed.OlderOfSession].NewerOfSession = removed.NewerOfSession;

        subscriber.Count--;
        topic.Count--;
        _handles.Remove((removed.Slot, removed.Topic));
        _subscriptions.Return(handle);
        if (topic.Count == 0)
            Topics.Remove(removed.Topic);
    }
}

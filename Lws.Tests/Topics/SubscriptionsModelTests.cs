using System.Text;
using CsCheck;
using Lws.Topics;
using Xunit;

namespace Lws.Tests.Topics;

/// <summary>Subscriptions against a dictionary of sets, step by step.</summary>
public class SubscriptionsModelTests
{
    private const int Slots = 300; // more than a chunk
    private const int MaxTopics = 12;
    private const int MaxOfSession = 6;

    private static readonly Gen<(int Kind, int Slot, int Topic)> Steps = Gen.Select(
        Gen.Int[0, 9], Gen.Frequency((5, Gen.Int[0, 4]), (1, Gen.Int[0, Slots])), Gen.Int[0, 15]);

    [Fact]
    public void Subscriptions_are_those_of_the_model() => Steps.Array[1, 300].Sample(
        steps =>
        {
            var subscriptions = new Subscriptions(MaxTopics, MaxOfSession);
            var model = new Dictionary<string, HashSet<int>>();
            foreach ((int kind, int slot, int topic) in steps)
            {
                Step(subscriptions, model, kind, slot, new string('t', topic));
                Compare(subscriptions, model);
            }
        },
        iter: 60);

    [Fact]
    public void Once_warm_subscribing_and_leaving_allocate_nothing_with_names_that_change()
    {
        var subscriptions = new Subscriptions(10_000, 10_000);
        byte[] name = new byte[40];
        long allocated = long.MaxValue;
        for (int round = 0; round < 4; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int slot = 0; slot < 50; slot++)
            {
                for (int topic = 0; topic < 50; topic++)
                {
                    name[0] = (byte)topic;
                    name[1] = (byte)(round + slot);
                    subscriptions.Add(slot, name);
                }
            }

            for (int slot = 0; slot < 50; slot++)
                subscriptions.RemoveAll(slot);
            allocated = Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, allocated);
        Assert.Equal((0, 0), (subscriptions.Count, subscriptions.Topics.Count));
    }

    [Fact]
    public void The_bill_is_what_was_allocated()
    {
        const int Lists = 4_096; // lists of chunks and arrays that were grown out of
        var subscriptions = new Subscriptions(100_000, 100);
        long before = GC.GetAllocatedBytesForCurrentThread();
        byte[] name = new byte[20];
        for (int slot = 0; slot < 2_000; slot++)
        {
            BitConverter.TryWriteBytes(name, slot);
            subscriptions.Add(slot, name);
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(subscriptions.Bytes, allocated / 3, allocated + Lists);
        Assert.InRange(subscriptions.Bytes / 2_000, 50, 250);
    }

    [Fact]
    public void Many_topics_of_many_sessions_take_the_time_that_few_take()
    {
        // Far from a figure: a walk over 100,000 topics or sessions for each step would take minutes.
        var subscriptions = new Subscriptions(int.MaxValue, int.MaxValue);
        byte[] own = new byte[4];
        for (int number = 0; number < 100_000; number++)
        {
            BitConverter.TryWriteBytes(own, number);
            Assert.Equal(SubscribeResult.Subscribed, subscriptions.Add(number, own));
            Assert.Equal(SubscribeResult.Subscribed, subscriptions.Add(number, "all"u8));
            Assert.Equal(SubscribeResult.Subscribed, subscriptions.Add(0, [.. own, 1]));
        }

        Assert.Equal(100_000, subscriptions.Topics.CountOf("all"u8));
        for (int slot = 0; slot < 100_000; slot += 2)
            Assert.True(subscriptions.Remove(slot, "all"u8));
        for (int slot = 0; slot < 100_000; slot++)
            subscriptions.RemoveAll(slot);
        Assert.Equal((0, 0), (subscriptions.Count, subscriptions.Topics.Count));
    }

    private static void Step(Subscriptions subscriptions, Dictionary<string, HashSet<int>> model, int kind, int slot, string topic)
    {
        byte[] name = Encoding.UTF8.GetBytes(topic);
        bool exists = model.TryGetValue(topic, out HashSet<int>? subscribers);
        bool isSubscribed = exists && subscribers!.Contains(slot);
        if (kind == 0)
        {
            subscriptions.RemoveAll(slot);
            foreach (HashSet<int> set in model.Values)
                set.Remove(slot);
        }
        else if (kind < 4)
        {
            Assert.Equal(isSubscribed, subscriptions.Remove(slot, name));
            subscribers?.Remove(slot);
        }
        else
        {
            SubscribeResult expected = isSubscribed ? SubscribeResult.AlreadySubscribed
                : model.Values.Count(set => set.Contains(slot)) >= MaxOfSession ? SubscribeResult.ConnectionFull
                : !exists && model.Count >= MaxTopics ? SubscribeResult.LoopFull
                : SubscribeResult.Subscribed;
            Assert.Equal(expected, subscriptions.Add(slot, name));
            if (expected == SubscribeResult.Subscribed && !model.TryAdd(topic, [slot]))
                subscribers!.Add(slot);
        }

        foreach (string empty in model.Where(entry => entry.Value.Count == 0).Select(entry => entry.Key).ToArray())
            model.Remove(empty);
    }

    private static void Compare(Subscriptions subscriptions, Dictionary<string, HashSet<int>> model)
    {
        Assert.Equal(model.Count, subscriptions.Topics.Count);
        Assert.Equal(model.Values.Sum(set => set.Count), subscriptions.Count);
        foreach ((string topic, HashSet<int> expected) in model)
        {
            int found = subscriptions.Topics.Find(Encoding.UTF8.GetBytes(topic));
            List<int> slots = [];
            for (int handle = subscriptions.Topics[found].Latest; handle != 0; handle = subscriptions[handle].OlderOfTopic)
                slots.Add(subscriptions[handle].Slot);
            Assert.Equal(expected.Order(), slots.Order());
            Assert.Equal(expected.Count, subscriptions.Topics[found].Count);
        }
    }
}

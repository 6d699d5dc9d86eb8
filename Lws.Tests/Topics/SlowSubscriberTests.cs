using System.Text;
using Xunit;

namespace Lws.Tests.Topics;

/// <summary>Subscribers that do not read: each by the policy of its own queue, and all of them from the same bytes.</summary>
public sealed class SlowSubscriberTests : IDisposable
{
    private const int Slow = 100;

    private readonly TopicLoop _loop = new();

    public void Dispose() => _loop.Dispose();

    [Fact]
    public void What_waits_for_many_is_in_memory_once()
    {
        Reader[] slow = Open<Listener>(room: 0);
        Reader healthy = _loop.Open<Listener>("room");
        for (int message = 0; message < 500; message++)
            _loop.Publish("room", $"{message} {new string('x', 90)}");

        int waiting = TopicLoop.SessionOf(slow[0]).BufferedBytes;
        LwsMemory memory = _loop.Context.Memory;
        Assert.InRange(waiting, 40_000, TopicsContext.MaxQueuedBytes);
        Assert.Equal(Slow * waiting, memory.QueuedOutput);
        Assert.InRange(memory.RentedBlocks, waiting, waiting + 16_384);
        Assert.Equal(500, healthy.TakeTexts().Length);
        Assert.Empty(_loop.Context.Dropped);

        foreach (Reader reader in slow)
            reader.Room = int.MaxValue;
        _loop.Run();
        Assert.All(slow, static reader => Assert.Equal(500, reader.TakeTexts().Length));
        Assert.Equal((0, 0, 0), (_loop.Blocks.RentedBytes, _loop.Blocks.SharedBytes, _loop.Context.Memory.QueuedOutput));
    }

    [Fact]
    public void Each_goes_on_where_it_had_stopped()
    {
        Reader[] slow = [.. Enumerable.Range(0, Slow).Select(index => _loop.Open<Listener>(new Reader { Room = 37 * index }, "room"))];
        string[] texts = [.. Enumerable.Range(0, 300).Select(number => $"{number} {new string('y', number)}")];
        _loop.Publish("room", texts);
        foreach (Reader reader in slow)
            reader.Room = 1_000 + reader.Slot;
        _loop.Run();
        foreach (Reader reader in slow)
            reader.Room = int.MaxValue;
        _loop.Run();

        Assert.All(slow, reader => Assert.Equal(texts, reader.TakeTexts()));
        Assert.Equal(0, _loop.Blocks.RentedBytes);
    }

    [Fact]
    public void Drop_drops_for_the_slow_one_alone_and_counts_it()
    {
        Reader slow = _loop.Open<Listener>(new Reader { Room = 0 }, "room");
        Reader healthy = _loop.Open<Listener>("room");
        string text = new('x', 996); // 1,000 with its header
        for (int message = 0; message < 100; message++)
            _loop.Publish("room", text);
        slow.Room = int.MaxValue;
        _loop.Run();

        Assert.Equal(65, slow.TakeTexts().Length);
        Assert.Equal(100, healthy.TakeTexts().Length);
        KeyValuePair<int, int> dropped = Assert.Single(_loop.Context.Dropped);
        Assert.Equal((TopicLoop.SessionOf(slow).Fd, 35), (dropped.Key, dropped.Value));
        _loop.Publish("room", "room again");
        Assert.Equal(["room again"], slow.TakeTexts());
    }

    [Fact]
    public void Close_closes_the_slow_one_alone_with_1008_and_it_is_subscribed_no_more()
    {
        Reader slow = _loop.Open<Strict>(new Reader { Room = 0 }, "room");
        Reader healthy = _loop.Open<Strict>("room");
        for (int message = 0; message < 100; message++)
            _loop.Publish("room", new string('x', 996));

        Assert.Equal([CloseCode.PolicyViolation], _loop.Context.Closed);
        Assert.Equal(1, _loop.Context.SubscribersOf("room"));
        Assert.Equal(100, healthy.TakeTexts().Length);
        slow.Room = int.MaxValue;
        _loop.Run();
        Assert.Equal((0x8, 0x03F0), (slow.TakeFrames()[^1] is var close ? close.Opcode : 0, (close.Payload[0] << 8) | close.Payload[1]));
        Assert.Equal(0, _loop.Blocks.RentedBytes);
    }

    [Fact]
    public void Keep_latest_gives_the_slow_one_the_newest_of_each_key_and_all_share_it()
    {
        const int Keys = 20;
        Reader[] slow = Open<Latest>(room: 3);
        Reader healthy = _loop.Open<Latest>("room");
        Reader dropping = _loop.Open<Listener>(new Reader { Room = 0 }, "room");
        _loop.Publish("room", "begun");
        for (int round = 0; round < 50; round++)
        {
            _loop.Run(() =>
            {
                for (uint key = 0; key < Keys; key++)
                    _loop.Context.Publish("room", Encoding.UTF8.GetBytes($"{key} {round} {new string('z', round)}"), MessageKind.Text, key);
            });
        }

        // One block of 512 bytes a key, and what the reader without keys holds.
        Assert.InRange(_loop.Blocks.RentedBytes, Keys * 512, (Keys * 512) + (2 * TopicsContext.MaxQueuedBytes));
        Assert.Equal((Keys * 50) + 1, healthy.TakeTexts().Length);
        foreach (Reader reader in (Reader[])[.. slow, dropping])
            reader.Room = int.MaxValue;
        _loop.Run();
        string[] latest = ["begun", .. Enumerable.Range(0, Keys).Select(key => $"{key} 49 {new string('z', 49)}")];
        Assert.All(slow, reader => Assert.Equal(latest, reader.TakeTexts()));
        Assert.True(dropping.TakeTexts().Length > 500, "Without the policy a key says nothing.");
        Assert.Equal(0, _loop.Blocks.RentedBytes);
    }

    [Fact]
    public void A_published_and_a_sent_message_take_each_others_place_by_their_key()
    {
        Reader slow = _loop.Open<Latest>(new Reader { Room = 3 }, "room");
        _loop.Publish("room", "begun");
        _loop.Run(() =>
        {
            Session session = TopicLoop.SessionOf(slow);
            session.Send("sent 1"u8, MessageKind.Text, key: 1);
            _loop.Context.Publish("room", "published 1"u8, MessageKind.Text, key: 1);
            _loop.Context.Publish("room", "published 2"u8, MessageKind.Text, key: 2);
            session.Send("sent 2"u8, MessageKind.Text, key: 2);
            _loop.Context.Publish("room", "no key"u8, MessageKind.Text);
            _loop.Context.Publish("room", Encoding.UTF8.GetBytes(new string('l', 5_000)), MessageKind.Text, key: 3);
            session.Send("short"u8, MessageKind.Text, key: 3);
        });
        slow.Room = int.MaxValue;
        _loop.Run();

        Assert.Equal(["begun", "published 1", "sent 2", "no key", "short"], slow.TakeTexts());
        Assert.Equal(0, _loop.Blocks.RentedBytes);
        Assert.Equal(0, _loop.Blocks.SharedBytes);
    }

    [Fact]
    public void Short_messages_between_others_are_copied_and_not_kept_alive_one_block_each()
    {
        Reader slow = _loop.Open<Listener>(new Reader { Room = 0 }, "tiny");
        _loop.Open<Listener>("large");
        _loop.Publish("tiny", "full");
        for (int round = 0; round < 2_000; round++)
        {
            _loop.Publish("large", new string('x', 4_000));
            _loop.Publish("tiny", "t");
        }

        Assert.InRange(_loop.Blocks.RentedBytes, 0, 32_768);
        slow.Room = int.MaxValue;
        _loop.Run();
        Assert.Equal(2_001, slow.TakeTexts().Length);
    }

    [Fact]
    public void Pings_are_answered_and_a_close_goes_out_behind_what_waits()
    {
        Reader slow = _loop.Open<Listener>(new Reader { Room = 0 }, "room");
        _loop.Publish("room", "waits");
        slow.Say(Support.RawClient.Frame(0x9, "ping"u8));
        _loop.Run();
        _loop.Publish("room", "waits too");
        slow.Say(Support.RawClient.CloseFrame(1_000));
        _loop.Run();
        slow.Room = int.MaxValue;
        _loop.Run();

        Assert.Equal([1, 0xA, 1, 8], slow.TakeFrames().Select(frame => frame.Opcode));
        Assert.Equal(0, _loop.Blocks.RentedBytes);
    }

    [Fact]
    public void What_waits_goes_with_a_connection_that_is_lost()
    {
        Reader[] slow = Open<Listener>(room: 10);
        _loop.Publish("room", [.. Enumerable.Repeat(new string('x', 500), 50)]);
        Assert.True(_loop.Blocks.SharedBytes > 0, "Nothing waits.");
        foreach (Reader reader in slow)
            _loop.Handle(reader, static session => session.Abort());

        Assert.All(slow, reader => Assert.True(reader.IsClosed));
        Assert.Equal((0, 0), (_loop.Blocks.RentedBytes, _loop.Blocks.SharedBytes));
        Assert.Equal(0, _loop.Context.SubscribersOf("room"));
    }

    private Reader[] Open<T>(int room)
        where T : struct, Lws.Dispatch.IProtocol<T> =>
        [.. Enumerable.Range(0, Slow).Select(_ => _loop.Open<T>(new Reader { Room = room }, "room"))];
}

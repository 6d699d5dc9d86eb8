using System.Buffers;
using System.Text;
using Xunit;

namespace Lws.Tests.Topics;

public sealed class PublishTests : IDisposable
{
    private readonly TopicLoop _loop = new();

    public void Dispose() => _loop.Dispose();

    [Fact]
    public void A_session_publishes_to_all_but_itself_and_its_context_to_all()
    {
        Reader speaker = _loop.Open<Listener>("room");
        Reader other = _loop.Open<Listener>("room");
        Reader outside = _loop.Open<Listener>();
        _loop.Handle(speaker, session =>
        {
            session.Publish("room"u8, "others"u8, MessageKind.Text);
            session.Context.Publish("room", "all"u8, MessageKind.Text);
            session.Context.Publish("room"u8, "all but the other"u8, MessageKind.Text, other.Handle);
            session.Context.Publish("room", "all but one who is not there"u8, MessageKind.Text, outside.Handle);
        });
        _loop.Handle(outside, session => session.Publish("room", "from outside"u8, MessageKind.Text));

        Assert.Equal(["all", "all but the other", "all but one who is not there", "from outside"], speaker.TakeTexts());
        Assert.Equal(["others", "all", "all but one who is not there", "from outside"], other.TakeTexts());
        Assert.Empty(outside.TakeTexts());
    }

    [Fact]
    public void What_is_published_stands_in_order_with_what_is_sent()
    {
        Reader speaker = _loop.Open<Listener>("room");
        Reader other = _loop.Open<Listener>("room");
        string large = new('x', 20_000);
        _loop.Handle(speaker, session =>
        {
            Assert.True(other.Handle.TryGet(out Session listener));
            session.Send("1");
            listener.Send("1");
            session.Context.Publish("room", "2"u8, MessageKind.Text);
            session.Send("3");
            listener.Send("3");
            session.Context.Publish("room", Encoding.UTF8.GetBytes(large), MessageKind.Text);
            session.Send("5");
            listener.Send("5");
            session.Context.Publish("room", "6"u8, MessageKind.Text);
            session.Ping();
        });

        Assert.Equal(["1", "2", "3", large, "5", "6"], speaker.TakeTexts());
        Assert.Equal(["1", "2", "3", large, "5", "6"], other.TakeTexts());
        Assert.Equal(0, _loop.Blocks.RentedBytes);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(4_092)]
    [InlineData(4_093)]
    [InlineData(16_380)]
    [InlineData(16_381)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(3_000_000)]
    public void Messages_of_every_size_arrive_whole_at_the_publisher_and_at_others(int length)
    {
        Reader speaker = _loop.Open<Listener>("room");
        Reader[] others = [_loop.Open<Listener>("room"), _loop.Open<Listener>("room")];
        byte[] message = new byte[length];
        new Random(length).NextBytes(message);
        _loop.Handle(speaker, session => session.Context.Publish("room", message));

        foreach (Reader reader in (Reader[])[speaker, .. others])
            Assert.Equal((2, true, message), Assert.Single(reader.TakeFrames()), Frame.Equal);
        Assert.Equal(0, _loop.Blocks.RentedBytes);
        Assert.Equal(0, _loop.Blocks.SharedBytes);
    }

    [Fact]
    public void What_one_batch_publishes_to_a_subscriber_leaves_in_one_system_call()
    {
        Reader one = _loop.Open<Listener>("a");
        Reader both = _loop.Open<Listener>("a", "b");
        _loop.Run(() =>
        {
            for (int message = 0; message < 50; message++)
                _loop.Context.Publish(message % 2 == 0 ? "a" : "b", Encoding.UTF8.GetBytes($"{message}"), MessageKind.Text);
        });

        Assert.Equal(1, both.Sends); // all frames are neighbours
        Assert.Equal(1, one.Sends); // every other one: gathered
        Assert.Equal(Enumerable.Range(0, 50).Select(number => $"{number}"), both.TakeTexts());
        Assert.Equal(Enumerable.Range(0, 25).Select(number => $"{2 * number}"), one.TakeTexts());
    }

    [Fact]
    public void From_another_thread_it_goes_by_way_of_the_mailbox_in_order_with_what_else_that_thread_sends()
    {
        Reader reader = _loop.Open<Listener>("room");
        Reader other = _loop.Open<Listener>("room");
        var thread = new Thread(() =>
        {
            reader.Handle.TrySend("1"u8, MessageKind.Text);
            Assert.Equal(PublishResult.Published, _loop.Context.Publish("room", "2"u8, MessageKind.Text));
            Assert.Equal(PublishResult.Published, _loop.Context.Publish("room", "3"u8, MessageKind.Text, other.Handle));
            Assert.Equal(PublishResult.Published, _loop.Context.Publish("room"u8, "4"u8, MessageKind.Text, key: 7));
            reader.Handle.TrySend("5"u8, MessageKind.Text);
        });
        thread.Start();
        thread.Join();
        Assert.Equal(0, reader.Sends);
        _loop.Run();

        Assert.Equal(["1", "2", "3", "4", "5"], reader.TakeTexts());
        Assert.Equal(["2", "4"], other.TakeTexts());
        Assert.Equal(1, reader.Sends);
    }

    [Fact]
    public void A_full_mailbox_is_told()
    {
        using var loop = new TopicLoop(new LwsOptions { MaxMailboxBytes = 1_024 });
        Reader reader = loop.Open<Listener>("room");
        int published = 0;
        while (loop.Context.Publish("room", "from outside"u8, MessageKind.Text) == PublishResult.Published)
            published++;
        loop.Run();

        Assert.InRange(published, 2, 1_024 / 24);
        Assert.Equal(published, reader.TakeTexts().Length);
        Assert.Equal(PublishResult.Published, loop.Context.Publish("room", "room again"u8));
    }

    [Fact]
    public void Handlers_that_subscribe_unsubscribe_and_close_while_messages_are_published_get_along()
    {
        Reader[] readers = [.. Enumerable.Range(0, 6).Select(_ => _loop.Open<Listener>("room"))];
        _loop.Context.OnClosed = session => session.Context.Publish("room", "one has gone"u8, MessageKind.Text);
        _loop.Context.OnWritable = session =>
        {
            session.Unsubscribe("room");
            session.Context.Publish("room", "one can write"u8, MessageKind.Text);
            session.Subscribe("room");
        };
        readers[1].Room = 5;
        _loop.Handle(readers[0], session =>
        {
            session.Context.Publish("room", "first"u8, MessageKind.Text);
            session.Unsubscribe("room");
            session.Context.Publish("room", "second"u8, MessageKind.Text);
            Assert.True(readers[2].Handle.TryGet(out Session third));
            third.Abort();
            session.Context.Publish("room", "third"u8, MessageKind.Text);
            session.Subscribe("room");
        });
        readers[1].Room = int.MaxValue;
        _loop.Run();

        Assert.Equal(["first", "one has gone", "one can write"], readers[0].TakeTexts());
        Assert.Equal(["first", "second", "third", "one has gone"], readers[1].TakeTexts());
        Assert.Equal(["first", "second", "third", "one has gone", "one can write"], readers[5].TakeTexts());
        Assert.Equal(5, _loop.Context.SubscribersOf("room"));
        Assert.Equal(0, _loop.Blocks.RentedBytes);
    }

    [Fact]
    public void A_subscriber_in_the_middle_of_a_message_misses_what_is_published_and_is_told()
    {
        Reader inParts = _loop.Open<Listener>("room");
        Reader writing = _loop.Open<Listener>("room");
        Reader other = _loop.Open<Listener>("room");
        _loop.Handle(inParts, static session =>
        {
            session.BeginMessage(MessageKind.Text);
            session.SendPart("begun, "u8);
        });
        _loop.Handle(writing, static session =>
        {
            using MessageWriter writer = session.Write(MessageKind.Text);
            writer.Write("written"u8);
            session.Context.Publish("room", "published"u8, MessageKind.Text);
            Assert.Equal(SendResult.Sent, writer.Send());
        });
        _loop.Handle(inParts, static session => session.EndMessage("ended"u8));

        Assert.Equal(["published"], other.TakeTexts());
        Assert.Equal(["written"], writing.TakeTexts());
        Assert.Equal("begun, ended", string.Concat(inParts.TakeTexts()));
        Assert.Equal([1, 1], _loop.Context.Dropped.Values);
        _loop.Publish("room", "again");
        Assert.All((Reader[])[inParts, writing, other], reader => Assert.Equal(["again"], reader.TakeTexts()));
        Assert.Equal(0, _loop.Blocks.RentedBytes);
    }
}

file static class Frame
{
    public static bool Equal((int Opcode, bool Final, byte[] Payload) left, (int Opcode, bool Final, byte[] Payload) right) =>
        (left.Opcode, left.Final) == (right.Opcode, right.Final) && left.Payload.AsSpan().SequenceEqual(right.Payload);
}

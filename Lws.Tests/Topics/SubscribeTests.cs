using Xunit;

namespace Lws.Tests.Topics;

public sealed class SubscribeTests : IDisposable
{
    private readonly TopicLoop _loop = new(new LwsOptions { MaxTopicLength = 8, MaxTopicsPerConnection = 3, MaxTopics = 5 });

    public void Dispose() => _loop.Dispose();

    [Fact]
    public void Who_is_subscribed_gets_what_is_published_once_and_others_do_not()
    {
        Reader first = _loop.Open<Listener>("news");
        Reader second = _loop.Open<Listener>("news", "sport");
        Reader third = _loop.Open<Listener>("sport");
        _loop.Publish("news", "n");
        _loop.Publish("sport", "s");
        _loop.Publish("nobody", "is here");

        Assert.Equal(["n"], first.TakeTexts());
        Assert.Equal(["n", "s"], second.TakeTexts());
        Assert.Equal(["s"], third.TakeTexts());
    }

    [Fact]
    public void A_second_subscription_to_a_topic_changes_nothing()
    {
        Reader reader = _loop.Open<Listener>("news");
        Assert.Equal(SubscribeResult.AlreadySubscribed, TopicLoop.SessionOf(reader).Subscribe("news"u8));
        _loop.Publish("news", "once");

        Assert.Equal(["once"], reader.TakeTexts());
        Assert.True(TopicLoop.SessionOf(reader).Unsubscribe("news"));
        Assert.False(TopicLoop.SessionOf(reader).Unsubscribe("news"));
        _loop.Publish("news", "no more");
        Assert.Empty(reader.TakeTexts());
    }

    [Fact]
    public void A_topic_is_there_while_it_has_subscribers()
    {
        Reader first = _loop.Open<Listener>("a", "b", "c");
        Reader second = _loop.Open<Listener>("a", "d", "e");
        Assert.Equal(SubscribeResult.LoopFull, TopicLoop.SessionOf(_loop.Open<Listener>()).Subscribe("f"));
        Assert.Equal((2, 1, 0), (_loop.Context.SubscribersOf("a"u8), _loop.Context.SubscribersOf("d"), _loop.Context.SubscribersOf("f")));

        _loop.Handle(second, static session => session.Abort());
        Assert.Equal((1, 0), (_loop.Context.SubscribersOf("a"), _loop.Context.SubscribersOf("d")));
        Assert.Equal(SubscribeResult.Subscribed, TopicLoop.SessionOf(_loop.Open<Listener>()).Subscribe("f"));
        Assert.True(TopicLoop.SessionOf(first).IsSubscribed("a"u8));
        Assert.False(TopicLoop.SessionOf(first).IsSubscribed("f"));
    }

    [Fact]
    public void A_limit_is_a_result_and_below_it_there_is_room_again()
    {
        Reader reader = _loop.Open<Listener>("1", "2", "3");
        Assert.Equal(SubscribeResult.ConnectionFull, TopicLoop.SessionOf(reader).Subscribe("4"));
        Assert.Equal(SubscribeResult.AlreadySubscribed, TopicLoop.SessionOf(reader).Subscribe("3"));
        Assert.True(TopicLoop.SessionOf(reader).Unsubscribe("2"));
        Assert.Equal(SubscribeResult.Subscribed, TopicLoop.SessionOf(reader).Subscribe("4"));
    }

    [Fact]
    public void The_length_of_a_name_counts_in_bytes()
    {
        Reader reader = _loop.Open<Listener>("12345678", "öäüß");
        Assert.Equal(SubscribeResult.TopicTooLong, TopicLoop.SessionOf(reader).Subscribe("123456789"));
        Assert.Equal(SubscribeResult.TopicTooLong, TopicLoop.SessionOf(reader).Subscribe("öäüß!"));
        Assert.Equal(SubscribeResult.TopicTooLong, TopicLoop.SessionOf(reader).Subscribe(new string('x', 1_000_000)));
        Assert.Equal(SubscribeResult.TopicTooLong, TopicLoop.SessionOf(reader).Subscribe(new byte[1_000_000]));
        _loop.Publish("öäüß", "text");
        _loop.Publish(new string('x', 1_000_000), "too long for anybody");

        Assert.Equal(["text"], reader.TakeTexts());
        Assert.Equal(1, _loop.Context.SubscribersOf("öäüß"u8));
    }

    [Fact]
    public void Names_are_compared_byte_by_byte_and_there_are_no_wildcards()
    {
        Reader stars = _loop.Open<Listener>("*", "#", "");
        Reader exact = _loop.Open<Listener>("a/b");
        foreach (string topic in (string[])["a/b", "A/b", "a/b ", "a/", "a/*", "a/b\0"])
            _loop.Publish(topic, topic);
        _loop.Publish("", "the empty name is a name");

        Assert.Equal(["a/b"], exact.TakeTexts());
        Assert.Equal(["the empty name is a name"], stars.TakeTexts());
    }

    [Fact]
    public void A_session_that_is_closing_subscribes_no_more_and_one_that_has_ended_is_subscribed_to_nothing()
    {
        Reader reader = _loop.Open<Listener>("news");
        Reader other = _loop.Open<Listener>("news");
        SubscribeResult closing = default, closed = default;
        int left = -1;
        _loop.Context.OnClosed = session =>
        {
            closed = session.Subscribe("late");
            left = _loop.Context.SubscribersOf("news");
            session.Publish("news", "has gone"u8, MessageKind.Text);
        };
        _loop.Handle(reader, session =>
        {
            session.Close();
            closing = session.Subscribe("late");
        });
        Assert.Equal(2, _loop.Context.SubscribersOf("news"));
        reader.Say(Support.RawClient.CloseFrame(1_000));
        _loop.Run();

        Assert.Equal((SubscribeResult.Closed, SubscribeResult.Closed, 1), (closing, closed, left));
        Assert.Equal(["has gone"], other.TakeTexts());
        Assert.Equal(0, _loop.Context.SubscribersOf("late"));
    }

    [Fact]
    public void Before_anybody_subscribes_there_is_nothing()
    {
        Reader reader = _loop.Open<Listener>();
        Assert.False(TopicLoop.SessionOf(reader).Unsubscribe("news"));
        Assert.False(TopicLoop.SessionOf(reader).IsSubscribed("news"));
        Assert.Equal(0, _loop.Context.SubscribersOf("news"));
        _loop.Publish("news", "to nobody");

        Assert.Equal(0, _loop.Context.Memory.Topics);
        Assert.Null(_loop.Context.Loop.Publisher);
        using var unused = new TopicsContext();
        Assert.Equal(PublishResult.Published, unused.Publish("news", "before there is a loop"u8));
        Assert.False(unused.Loops.AreMade);
        unused.Dispose();
        Assert.Equal(PublishResult.Closed, unused.Publish("news", "too late"u8));
        Assert.Equal(0, unused.SubscribersOf("news"));
    }

    [Theory]
    [InlineData(0, 128, 100)]
    [InlineData(1_025, 128, 100)]
    [InlineData(256, 0, 100)]
    [InlineData(256, 128, 0)]
    public void A_limit_out_of_range_is_refused(int length, int ofConnection, int topics)
    {
        var options = new LwsOptions { MaxTopicLength = length, MaxTopicsPerConnection = ofConnection, MaxTopics = topics };
        Assert.Throws<ArgumentOutOfRangeException>(() => new TopicsContext(options));
    }
}

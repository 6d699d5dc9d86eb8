using Lws.Testing;
using Lws.Tests.Generators;
using Xunit;

namespace Lws.Tests.Docs;

/// <summary>The contexts of the pages about topics, compression, limits and metrics do what is said of them.</summary>
public class RunFeaturePagesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly (string, string) OfTheHost = ("Origin", "http://test");

    [Fact]
    public void What_one_says_in_the_chat_all_others_get_and_who_leaves_is_missed()
    {
        using LwsTestHost host = HostOf("docs/topics.md", 0);
        TestClient ada = host.Connect("/", "chat", OfTheHost);
        TestClient bob = host.Connect("/", "chat", OfTheHost);

        ada.Send("hello");
        Assert.Equal("hello", bob.ReceiveText());
        ada.Close();

        Assert.Equal("somebody has left", bob.ReceiveText());
    }

    [Fact]
    public void The_feed_takes_topics_and_closes_at_their_limit()
    {
        using LwsTestHost host = HostOf("docs/topics.md", 1);
        TestClient client = host.Connect("/", "feed", OfTheHost);

        client.Send("a topic");
        host.Run();
        Assert.Equal(1, host.Context.SubscribersOf("a topic"));

        client.Send(new byte[300]);
        host.Run();
        Assert.Equal(CloseCode.PolicyViolation, client.CloseCode);
    }

    [Fact]
    public void A_tick_reaches_who_is_subscribed()
    {
        using LwsTestHost host = HostOf("docs/topics.md", 2);
        TestClient client = host.Connect("/", "prices", OfTheHost);

        host.Context.Publish("prices", "42.5"u8, MessageKind.Text, key: 7);

        Assert.Equal("42.5", client.ReceiveText());
    }

    [Fact]
    public void The_news_arrive_where_compression_is_offered_and_where_not()
    {
        using LwsTestHost host = HostOf("docs/compression.md", 0);

        Assert.StartsWith("[{", host.Connect("/", "news", OfTheHost).ReceiveText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void The_chats_of_the_limits_echo(int block)
    {
        using LwsTestHost host = HostOf("docs/limits.md", block);
        TestClient client = host.Connect("/", "chat", OfTheHost);

        client.Send("hello");

        Assert.Equal("hello", client.ReceiveText());
    }

    [Fact]
    public void The_rate_of_the_chat_is_kept()
    {
        using LwsTestHost host = HostOf("docs/limits.md", 0);
        TestClient client = host.Connect("/", "chat", OfTheHost);

        for (int message = 0; message < 51; message++)
            client.Send("hello");
        host.Run();

        Assert.Equal(CloseCode.PolicyViolation, client.CloseCode);
    }

    [Fact]
    public void The_report_is_answered_by_another_thread()
    {
        using LwsTestHost host = HostOf("docs/observability.md", 1);
        TestClient client = host.Connect("/", "report", OfTheHost);

        client.Send("life");

        TestMessage answer = default;
        Assert.True(SpinWait.SpinUntil(() => client.TryReceive(out answer), Patience));
        Assert.Equal("The answer to life took a second.", answer.Text);
    }

    private static LwsTestHost HostOf(string page, int block) =>
        ReaderCode.HostOf(GeneratedProgram.From(new Page(page).BlocksOf("csharp").ElementAt(block)));
}

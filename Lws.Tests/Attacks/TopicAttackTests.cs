using System.Text;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Attacks;

/// <summary>Topics whose names the peer chooses: row 45.</summary>
public class TopicAttackTests
{
    private const int LongName = 1 << 20;
    private const int Million = 1_000_000;

    // The topics of one session are few, whatever it asks for: names, records and what tables that double have to spare.
    private const int MostTopicBytes = 262_144;

    [Fact]
    public void Row_45_a_name_of_a_megabyte_is_refused_with_1008() => Withstands(new LwsOptions(), server =>
    {
        using RawClient client = server.Open();
        client.Send(RawClient.Frame(0x1, Encoding.ASCII.GetBytes(new string('t', LongName))));
        AssertClosed(client);
        Assert.Equal([SubscribeResult.TopicTooLong], Context(server).Refused);
    });

    [Fact]
    public void Row_45_a_million_topics_of_one_session_end_at_its_limit_with_1008() => Withstands(new LwsOptions(), server =>
    {
        using RawClient client = server.Open();
        int sent = 0;
        while (sent < Million && Context(server).Refused.IsEmpty)
        {
            byte[] burst = [.. Enumerable.Range(sent, 100).SelectMany(static number => RawClient.TextFrame($"topic {number}"))];
            client.Send(burst);
            sent += 100;
            server.Eventually(() => Context(server).Asked >= Math.Min(sent, 128), "the burst is served");
        }

        AssertClosed(client);
        Assert.Equal([SubscribeResult.ConnectionFull], Context(server).Refused);
        Assert.Equal(128, Context(server).Subscribed);
        server.EventuallyAtBaseline(connections: 1);
        Assert.Equal(0, server.Context.SubscribersOf("topic 0"));
        Assert.InRange(MemoryOf(server).Topics, 1, MostTopicBytes);
    });

    [Fact]
    public void Row_45_topics_of_many_sessions_end_at_the_limit_of_all_and_there_is_room_again_when_they_have_gone()
    {
        Withstands(new LwsOptions { MaxTopics = 1_000 }, server =>
        {
            for (int round = 0; round < 2; round++)
            {
                var clients = new List<RawClient>();
                while (Context(server).Refused.IsEmpty)
                {
                    RawClient client = server.Open();
                    clients.Add(client);
                    for (int topic = 0; topic < 100; topic++)
                        client.Send(RawClient.TextFrame($"{clients.Count} {topic}"));
                    client.Send(RawClient.Frame(0x9, []));
                    Assert.Contains(client.ReadFrame().Opcode, (int[])[0xA, 0x8]);
                }

                Assert.Equal(1_000, Context(server).Subscribed);
                Assert.Equal(SubscribeResult.LoopFull, Context(server).Refused.First());
                clients.ForEach(client => client.Reset());
                server.EventuallyAtBaseline(connections: 1);
                Context(server).Forget();
            }
        });
    }

    [Fact]
    public void Row_45_wildcards_are_names_like_any_other_and_cost_no_more() => Withstands(new LwsOptions(), server =>
    {
        string[] bombs = ["*", "#", "**/**/**/**", "a/+/+/+/#", "(a+)+$", "%%", "../../../", "\0"];
        using RawClient client = server.Open();
        foreach (string bomb in bombs)
            client.Send(RawClient.TextFrame(bomb));
        server.Eventually(() => Context(server).Subscribed == bombs.Length, "all are subscribed to");
        server.Context.Publish("a/b/c/d", "matches none"u8, MessageKind.Text);
        foreach (string bomb in bombs)
            server.Context.Publish(bomb, Encoding.UTF8.GetBytes(bomb), MessageKind.Text);
        Assert.All(bombs, bomb => Assert.Equal(bomb, client.ReadText()));
    });

    private static void Withstands(LwsOptions options, Action<TestServer> attack)
    {
        using var server = new TestServer(new TopicAttackContext(options));
        using RawClient bystander = server.Open();
        AssertEchoes(bystander);
        attack(server);
        AssertEchoes(bystander);
        server.EventuallyAtBaseline(connections: 1);
    }

    private static void AssertEchoes(RawClient bystander)
    {
        bystander.Send(RawClient.TextFrame("echo"));
        Assert.Equal("echo", bystander.ReadText());
    }

    private static void AssertClosed(RawClient client)
    {
        ReentrancyTests.AssertCloseFrame(1_008, client);
        client.Send(RawClient.CloseFrame(1_008));
        client.AssertEnd();
    }

    private static TopicAttackContext Context(TestServer server) => (TopicAttackContext)server.Context;

    private static LwsMemory MemoryOf(TestServer server)
    {
        LwsMemory memory = default;
        using var done = new ManualResetEventSlim();
        Assert.True(server.Context.Post(() =>
        {
            memory = server.Context.Memory;
            done.Set();
        }));
        Assert.True(done.Wait(20_000));
        return memory;
    }
}

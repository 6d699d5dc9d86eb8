using System.Text;
using Lws.Tests.Loops;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Topics;

/// <summary>Four loops, real clients on all of them, and publishers on several threads.</summary>
public sealed class AcrossLoopsTests : IDisposable
{
    private const int Clients = 100;

    private readonly RoamingContext _context = new(new LwsOptions { MaxMailboxBytes = 8 << 20 });
    private readonly TestServer _server;
    private readonly List<RawClient> _clients = [];

    public AcrossLoopsTests()
    {
        _context.OnMessage = OnMessage;
        _server = new TestServer(_context);
    }

    public void Dispose()
    {
        _clients.ForEach(client => client.Dispose());
        _server.Dispose();
    }

    [Fact]
    public void Every_subscriber_of_every_loop_gets_every_message_of_every_publisher_in_its_order()
    {
        const int Threads = 3;
        const int Speakers = 2;
        const int Messages = 150;
        Join("room");
        Assert.True(_context.Opened.DistinctBy(entry => entry.Thread).Count() == 4, "Some loop has no client.");
        Assert.Equal(Clients, _context.SubscribersOf("room"));

        Task[] publishers = [.. Enumerable.Range(0, Threads).Select(thread => Task.Run(() =>
        {
            for (int message = 0; message < Messages; message++)
                Assert.Equal(PublishResult.Published, _context.Publish("room", Encoding.UTF8.GetBytes($"{thread} {message}"), MessageKind.Text));
        }))];
        for (int message = 0; message < Messages; message++)
        {
            for (int speaker = 0; speaker < Speakers; speaker++)
                _clients[speaker].Send(RawClient.TextFrame($"say room {Threads + speaker} {message}"));
        }

        // Who speaks publishes to all others.
        int total = 0;
        for (int client = 0; client < Clients; client++)
        {
            int[] next = new int[Threads + Speakers];
            int expected = (Threads + Speakers - (client < Speakers ? 1 : 0)) * Messages;
            for (int received = 0; received < expected; received++)
            {
                string[] words = _clients[client].ReadText().Split(' ');
                Assert.Equal($"{next[int.Parse(words[0])]++}", words[1]);
            }

            total += next.Sum();
        }

        Task.WaitAll(publishers);
        Assert.Equal(((Clients * (Threads + Speakers)) - Speakers) * Messages, total);
    }

    [Fact]
    public void Who_leaves_any_loop_is_counted_no_more()
    {
        Join("room");
        foreach (RawClient client in _clients.Take(Clients / 2))
            client.Reset();
        _server.Eventually(() => _context.SubscribersOf("room") == Clients / 2, "half of them are gone");
        foreach (RawClient client in _clients)
            client.Dispose();
        _server.Eventually(() => _context.SubscribersOf("room") == 0, "all of them are gone");
    }

    [Fact]
    public void A_loop_whose_mailbox_is_full_is_told_of_and_the_others_are_reached()
    {
        var options = new LwsOptions { MaxMailboxBytes = 1_024, Loops = 2, DrainTimeout = TimeSpan.FromMilliseconds(1) };
        using var context = new RoamingContext(options) { OnMessage = OnMessage };
        using var server = new TestServer(context);
        (RawClient first, RawClient second) = RoamingContext.OpenOnTwoLoops(server, _clients);
        foreach (RawClient client in (RawClient[])[first, second])
            Join(client, "room");

        using var isHeld = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        SessionHandle ofFirst = context.Opened.First().Session;
        Assert.True(ofFirst.TryPost(_ => { isHeld.Set(); release.Wait(20_000); }, null));
        Assert.True(isHeld.Wait(20_000));
        int published = 0;
        while (context.Publish("room", Encoding.UTF8.GetBytes($"{published}"), MessageKind.Text) == PublishResult.Published)
        {
            // So the mailbox that fills up is the other one.
            Assert.Equal($"{published++}", second.ReadText());
        }

        Assert.Equal($"{published}", second.ReadText());
        release.Set();
        for (int message = 0; message < published; message++)
            Assert.Equal($"{message}", first.ReadText());
        Assert.Equal(PublishResult.Published, context.Publish("room", "room again"u8, MessageKind.Text));
        Assert.Equal("room again", first.ReadText());
    }

    private static void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind)
    {
        string[] words = Encoding.UTF8.GetString(payload).Split(' ', 3);
        if (words[0] == "say")
            session.Publish(words[1], Encoding.UTF8.GetBytes(words[2]), MessageKind.Text);
        else
            session.Send($"{session.Subscribe(words[1])}");
    }

    private void Join(string topic)
    {
        for (int client = 0; client < Clients; client++)
        {
            _clients.Add(_server.Open());
            Join(_clients[^1], topic);
        }
    }

    private static void Join(RawClient client, string topic)
    {
        client.Send(RawClient.TextFrame($"join {topic}"));
        Assert.Equal("Subscribed", client.ReadText());
    }
}

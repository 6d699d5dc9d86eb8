using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Attacks;

/// <summary>Handlers that send to other sessions and close them, while they iterate over all: row 44.</summary>
public class BroadcastTests
{
    private const int Clients = 5;

    [Fact]
    public void Row_44_a_message_to_all_while_iterating_reaches_each_once() => WithClients((server, clients) =>
    {
        int count = 0;
        server.On("OnMessage", session =>
        {
            session.Send("before");
            foreach (Session other in session.Sessions<Scripted>())
                other.Send("to all");
            session.Send("behind");
            count = session.Sessions<Scripted>().Count;
        });
        clients[2].Send(RawClient.TextFrame("go"));
        Assert.Equal("before", clients[2].ReadText());
        Assert.All(clients, client => Assert.Equal("to all", client.ReadText()));
        Assert.Equal("behind", clients[2].ReadText());
        Assert.Equal(Clients, count);
        AssertSilent(server, clients);
    });

    [Fact]
    public void Row_44_what_others_have_sent_to_a_session_precedes_what_it_sends_itself() => WithClients((server, clients) =>
    {
        server.On("OnMessage", session =>
        {
            foreach (Session other in session.Sessions<Scripted>())
                other.Send("a");
            session.Send("b");
        });
        foreach (RawClient client in clients)
            client.Send(RawClient.TextFrame("go"));

        // Handlers run one after the other: the third of them, say, finds two messages of others and its own in front of its "b".
        string[] received = [.. clients.Select(client => string.Concat(Enumerable.Range(0, Clients + 1).Select(_ => client.ReadText())))];
        Assert.Equal([1, 2, 3, 4, 5], received.Select(texts => texts.IndexOf('b', StringComparison.Ordinal)).Order());
        AssertSilent(server, clients);
    });

    [Fact]
    public void Row_44_closing_all_others_while_iterating_leaves_oneself() => WithClients((server, clients) =>
    {
        int left = 0;
        server.On("OnMessage", session =>
        {
            foreach (Session other in session.Sessions<Scripted>())
            {
                if (other != session)
                    other.Close(CloseCode.PolicyViolation);
            }

            left = session.Sessions<Scripted>().Count;
            foreach (Session other in session.Sessions<Scripted>())
                other.Send("to those who are left");
        });
        clients[2].Send(RawClient.TextFrame("go"));
        Assert.Equal("to those who are left", clients[2].ReadText());
        foreach (RawClient other in clients.Where(client => client != clients[2]))
        {
            Assert.Equal(0x8, other.ReadFrame().Opcode);
            other.Send(RawClient.CloseFrame(1008));
            other.AssertEnd();
        }

        Assert.Equal(1, left);
        AssertSilent(server, [clients[2]]);
    });

    [Fact]
    public void Row_44_closing_all_while_iterating_closes_each_once() => WithClients((server, clients) =>
    {
        int left = -1;
        server.On("OnMessage", session =>
        {
            foreach (Session other in session.Sessions<Scripted>())
                other.Close(CloseCode.GoingAway);
            left = session.Sessions<Scripted>().Count;
        });
        clients[0].Send(RawClient.TextFrame("go"));
        foreach (RawClient client in clients)
        {
            Assert.Equal(0x8, client.ReadFrame().Opcode);
            client.Send(RawClient.CloseFrame(1001));
            client.AssertEnd();
        }

        Assert.Equal(0, left);
    });

    [Fact]
    public void Row_44_aborting_all_while_iterating_ends_each_once() => WithClients((server, clients) =>
    {
        int closed = 0;
        server.On("OnClosed", _ => closed++);
        server.On("OnMessage", session =>
        {
            foreach (Session other in session.Sessions<Scripted>())
                other.Abort();
        });

        // Messages of all are ready in one batch or few: some are for sessions that are aborted by then.
        foreach (RawClient client in clients)
            client.Send(RawClient.TextFrame("go"));
        Assert.All(clients, client => client.AssertEnd());
        server.Eventually(() => closed == Clients, "each is told");
    });

    [Fact]
    public void Row_44_a_session_that_closes_another_in_OnClosed_is_followed_by_it() => WithClients((server, clients) =>
    {
        server.On("OnClosed", session =>
        {
            foreach (Session other in session.Sessions<Scripted>())
            {
                other.Abort();
                return;
            }
        });
        clients[4].Reset();
        Assert.All(clients[..4], client => client.AssertEnd());
    });

    private static void WithClients(Action<AttackServer, RawClient[]> attack) => AttackServer.Withstands(server =>
    {
        RawClient[] clients = [.. Enumerable.Range(0, Clients).Select(_ => server.Open("/scripted"))];
        attack(server, clients);
        foreach (RawClient client in clients)
            client.Dispose();
    });

    // The pong to a ping is the next thing that arrives.
    private static void AssertSilent(AttackServer server, RawClient[] clients)
    {
        server.BystanderEchoes();
        foreach (RawClient client in clients)
        {
            client.Send(RawClient.Frame(0x9, []));
            Assert.Equal(0xA, client.ReadFrame().Opcode);
        }
    }
}

using System.Net;
using System.Net.Sockets;
using System.Text;
using Lws.Tests.Limits;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Attacks;

/// <summary>Connections that never finish their request: row 8.</summary>
[Collection(MeterCollection.Name)]
public class HalfOpenAttackTests
{
    private const int MaxHandshakes = 200;
    private const int Attackers = 3_000;
    private const string HalfRequest = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ";

    // So long that no deadline helps.
    private static readonly LwsOptions Options = new() { MaxHandshakes = MaxHandshakes, HandshakeTimeout = TimeSpan.FromHours(1) };

    [Theory]
    [InlineData("")]
    [InlineData(HalfRequest)]
    public void Row_08_thousands_of_half_open_handshakes_keep_nobody_out(string sent)
    {
        using var server = new TestServer(new HalfOpenContext(Options));
        using RawClient early = server.Open();
        var attackers = new List<Socket>();
        for (int number = 0; number < Attackers; number++)
        {
            attackers.Add(Attack(server.EndPoint, sent));
            if (number % 500 == 0)
                AssertServed(server);
        }

        // All are accepted, and all but the newest are closed again.
        server.Eventually(() => attackers.Count(HasEnded) >= Attackers - MaxHandshakes, "the oldest are closed");
        Assert.InRange(server.ConnectionCount, 1, MaxHandshakes + 1);
        Assert.All(attackers.TakeLast(MaxHandshakes / 2), attacker => Assert.False(HasEnded(attacker)));
        AssertServed(server);
        early.Send(RawClient.TextFrame("still here"));
        Assert.Equal("still here", early.ReadText());

        attackers.ForEach(attacker => attacker.Dispose());
        server.EventuallyAtBaseline(connections: 1);
    }

    [Fact]
    public void Row_08_with_every_connection_half_open_a_client_still_gets_in()
    {
        using var server = new TestServer(new SmallHalfOpenContext(new LwsOptions { HandshakeTimeout = TimeSpan.FromHours(1) }));
        List<Socket> attackers = [.. Enumerable.Range(0, 100).Select(_ => Attack(server.EndPoint, HalfRequest))];
        AssertServed(server);
        attackers.ForEach(attacker => attacker.Dispose());
        server.EventuallyAtBaseline();
    }

    [Fact]
    public void Row_08_open_connections_are_not_counted_and_not_displaced()
    {
        using var server = new TestServer(new HalfOpenContext(new LwsOptions { MaxHandshakes = 2 }));
        List<RawClient> open = [.. Enumerable.Range(0, 50).Select(_ => server.Open())];
        for (int number = 0; number < 20; number++)
            Attack(server.EndPoint, HalfRequest).Dispose();
        foreach (RawClient client in open)
        {
            client.Send(RawClient.TextFrame("open"));
            Assert.Equal("open", client.ReadText());
            client.Dispose();
        }
    }

    [Fact]
    public void Row_08_a_request_that_has_arrived_is_answered_and_not_displaced()
    {
        using var context = new HalfOpenContext(new LwsOptions { MaxHandshakes = 1 });
        IPEndPoint endPoint = context.Listen("127.0.0.1", 0);

        // All are in the backlog with their request behind them before the loop accepts the first.
        List<RawClient> clients = [.. Enumerable.Range(0, 30).Select(_ => TallyingLoop.Knock(endPoint))];
        while (context.Loop.ConnectionCount < clients.Count || context.Loop.HalfOpen.Count > 0)
            context.RunOnce(TimeSpan.FromSeconds(20));

        foreach (RawClient client in clients)
        {
            Assert.StartsWith("HTTP/1.1 101 ", client.ReadHead(), StringComparison.Ordinal);
            client.Dispose();
        }
    }

    [Theory]
    [InlineData(1_000, null, 500)]
    [InlineData(20, null, 16)]
    [InlineData(4, null, 4)]
    [InlineData(20, 1, 1)]
    [InlineData(20, 50, 50)]
    public void Row_08_by_default_half_of_the_connections_may_be_half_open(int connections, int? set, int limit) =>
        Assert.Equal(limit, new LwsOptions { MaxHandshakes = set }.HandshakeLimitFor(connections, 1));

    [Fact]
    public void Row_08_without_a_limit_of_connections_it_is_half_of_the_files_that_the_process_may_open() =>
        Assert.Equal(Lws.Interop.OpenFiles.Limit / 2, new LwsOptions().HandshakeLimitFor(int.MaxValue, 1));

    private static Socket Attack(IPEndPoint endPoint, string sent)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(endPoint);
        if (sent.Length > 0)
            socket.Send(Encoding.ASCII.GetBytes(sent));
        return socket;
    }

    private static bool HasEnded(Socket socket) => socket.Poll(0, SelectMode.SelectRead);

    private static void AssertServed(TestServer server)
    {
        using RawClient client = server.Open();
        client.Send(RawClient.TextFrame("served"));
        Assert.Equal("served", client.ReadText());
    }
}

using Lws.Framing;
using Lws.Testing;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Limits;

/// <summary>attacks.md 47: a server goes down, and everybody comes back at once.</summary>
public class StampedeTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    [Fact]
    public void Row_47_a_restart_tells_its_sessions_a_few_at_a_time_and_serves_the_others_meanwhile()
    {
        var clock = new ManualClock();
        var options = new LwsOptions { TimeProvider = clock, DrainCode = CloseCode.ServiceRestart, MaxClosesPerSecond = 1_000 };
        using var server = new SteppedClock(options, clock);
        List<RawClient> clients = server.Knock(45);
        Greet(server, clients);

        server.Context.Loop.BeginDrain();
        for (int told = 10; told < clients.Count; told += 10)
        {
            server.Run();
            Assert.Equal(told, clients.Count(client => client.Socket.Available > 0));
            clients[^1].Send(RawClient.TextFrame("still here"));
            server.Run();
            Assert.Equal("still here", clients[^1].ReadText());
            server.Advance(Step);
        }

        foreach (RawClient client in clients)
        {
            (int opcode, _, byte[] payload) = client.ReadFrame();
            Assert.Equal((0x8, "03F4"), (opcode, Convert.ToHexString(payload)));
            client.Dispose();
        }

        server.Run();
        Assert.Equal(0, server.ConnectionCount);
    }

    [Fact]
    public void Row_47_a_drain_is_faster_where_half_its_time_would_not_do()
    {
        var clock = new ManualClock();
        var options = new LwsOptions { TimeProvider = clock, DrainTimeout = TimeSpan.FromMilliseconds(200), MaxClosesPerSecond = 1 };
        using var server = new SteppedClock(options, clock);
        List<RawClient> clients = server.Knock(40);
        Greet(server, clients);

        server.Context.Loop.BeginDrain();
        for (int step = 1; step < 10; step++)
            server.Advance(Step);
        Assert.All(clients, client => Assert.Equal(0x8, client.ReadFrame().Opcode));
        clients.ForEach(client => client.Dispose());
    }

    [Fact]
    public void Row_47_accepts_are_paced_and_those_who_are_there_are_served()
    {
        var clock = new ManualClock();
        using var server = new SteppedClock(new LwsOptions { TimeProvider = clock, MaxAcceptsPerSecond = 1_000 }, clock);
        List<RawClient> clients = server.Knock(145);
        server.Run();
        Assert.Equal(100, server.ConnectionCount);
        for (int accepted = 100; accepted <= 130; accepted += 10)
        {
            Assert.Equal(accepted, server.ConnectionCount);
            clients[0].Send(RawClient.Frame(0xA, []));
            server.Run();
            Assert.Equal(accepted, server.ConnectionCount);
            server.Advance(Step);
        }

        server.Advance(Step);
        Assert.Equal(145, server.ConnectionCount);
        Assert.All(clients, client => Assert.StartsWith("HTTP/1.1 101 ", client.ReadHead(), StringComparison.Ordinal));
        clients.ForEach(client => client.Dispose());
    }

    [Fact]
    public void Row_47_a_rate_below_one_client_a_step_is_kept_too()
    {
        var clock = new ManualClock();
        using var server = new SteppedClock(new LwsOptions { TimeProvider = clock, MaxAcceptsPerSecond = 2 }, clock);
        List<RawClient> clients = server.Knock(3);
        server.Run();
        Assert.Equal(1, server.ConnectionCount);
        server.Advance(TimeSpan.FromMilliseconds(499));
        Assert.Equal(1, server.ConnectionCount);
        server.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(2, server.ConnectionCount);
        server.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal(3, server.ConnectionCount);
        clients.ForEach(client => client.Dispose());
    }

    [Fact]
    public void Row_47_clients_come_back_from_a_restart_spread_over_its_time()
    {
        var reconnect = new Reconnect();
        double[] restarted = [.. Enumerable.Range(0, 1_000).Select(_ => reconnect.DelayAfterSession(wasPutOff: true)!.Value.TotalSeconds)];
        double[] lost = [.. Enumerable.Range(0, 1_000).Select(_ => reconnect.DelayAfterSession(wasPutOff: false)!.Value.TotalSeconds)];

        Assert.All(restarted, wait => Assert.InRange(wait, 1, 6.2));
        Assert.All(lost, wait => Assert.InRange(wait, 1, 1.2));
        for (int second = 1; second < 6; second++)
            Assert.InRange(restarted.Count(wait => wait >= second && wait < second + 1), 50, 500);
        Assert.Equal(restarted.Length, restarted.Distinct().Count());
    }

    [Fact]
    public void Row_47_a_client_that_is_told_1012_takes_its_time()
    {
        var clock = new ManualClock();
        using var server = new TestServer(new RatedContext(new LwsOptions { DrainCode = CloseCode.ServiceRestart }));
        using var client = new AgainContext(new LwsOptions { TimeProvider = clock });
        var reconnect = new Reconnect { Delays = [TimeSpan.Zero], RestartSpread = TimeSpan.FromHours(20) };
        Assert.Equal(ConnectResult.Started, client.Connect<Again>(new Uri($"ws://{server.EndPoint}/"), new ConnectOptions { Reconnect = reconnect }));
        while (client.Opened == 0)
            client.RunOnce(TimeSpan.FromMilliseconds(1));

        Task stopping = Task.Run(server.Stop);
        while (client.Loop.ConnectionCount > 0)
            client.RunOnce(TimeSpan.FromMilliseconds(1));
        stopping.Wait();

        // One in a hundred thousand of these waits is shorter.
        Assert.InRange(client.NextTimeout, TimeSpan.FromSeconds(0.7), TimeSpan.FromHours(20));
    }

    [Theory]
    [InlineData(CloseCode.Abnormal)]
    [InlineData(CloseCode.NoStatus)]
    [InlineData((CloseCode)5000)]
    public void A_code_that_may_not_be_sent_is_no_code_for_a_drain(CloseCode code)
    {
        Assert.False(ClosePayload.MaySend(code));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RatedContext(new LwsOptions { DrainCode = code }));
    }

    private static void Greet(SteppedClock server, List<RawClient> clients)
    {
        server.Run();
        Assert.All(clients, client => Assert.StartsWith("HTTP/1.1 101 ", client.ReadHead(), StringComparison.Ordinal));
    }
}

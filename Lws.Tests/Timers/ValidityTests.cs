using System.Net.Sockets;
using Lws.Testing;
using Lws.Tests.Client;
using Lws.Tests.Streams;
using Xunit;

namespace Lws.Tests.Timers;

/// <summary>libwebsockets' defaults hold for both roles: a ping after 40 s of silence, the end after 50 s.</summary>
public class ValidityTests
{
    [Fact]
    public void A_server_pings_after_40_s_and_gives_up_after_50()
    {
        using var host = new LwsTestHost(new StreamContext());
        TestClient client = host.Connect("/talk");
        client.AnswersPings = false;
        host.Advance(TimeSpan.FromSeconds(39.999));
        Assert.Equal(0, client.PingCount);
        host.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, client.PingCount);
        host.Advance(TimeSpan.FromSeconds(9.999));
        Assert.False(client.IsEnded);
        host.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(client.IsEnded);
    }

    [Fact]
    public async Task A_client_pings_after_40_s_and_gives_up_after_50()
    {
        var clock = new SteppedClock();
        using var server = new FakeServer();
        using var context = new AgentContext(new LwsOptions { TimeProvider = clock });
        Journal journal = new();
        context.Connect(server.Uri, state: new Agent(journal));
        Task<NetworkStream> answered = server.AnswerAsync(request => FakeServer.Accepting(request, "Sec-WebSocket-Protocol: agent\r\n"));
        context.RunUntil(journal, "open");
        NetworkStream stream = await answered;

        Pass(context, clock, TimeSpan.FromSeconds(39.999));
        Assert.False(stream.DataAvailable);
        Pass(context, clock, TimeSpan.FromMilliseconds(1));
        byte[] ping = new byte[6];
        await stream.ReadExactlyAsync(ping);
        Assert.Equal([0x89, 0x80], ping[..2]);

        Pass(context, clock, TimeSpan.FromSeconds(9.999));
        Assert.Equal(["open"], journal.Entries);
        Pass(context, clock, TimeSpan.FromMilliseconds(1));
        Assert.Equal(["open", "closed 1006 unclean by peer"], journal.Entries);
    }

    private static void Pass(AgentContext context, SteppedClock clock, TimeSpan time)
    {
        clock.Advance(time);
        context.RunOnce(TimeSpan.Zero);
        context.RunOnce(TimeSpan.Zero);
    }
}

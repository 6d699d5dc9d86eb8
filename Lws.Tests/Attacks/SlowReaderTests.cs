using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Attacks;

/// <summary>Peers that do not read: rows 28, 30 and 31.</summary>
public class SlowReaderTests
{
    private const int MoreThanSocketsHold = 32 << 20;

    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    [Fact]
    public void Row_28_a_flood_of_pings_that_reads_no_pong_is_closed_with_1008_and_holds_little() => AttackServer.Withstands(server =>
    {
        byte[] burst = [.. Enumerable.Repeat(RawClient.Frame(0x9, new byte[125]), 500).SelectMany(frame => frame)];
        using RawClient client = server.Open("/scripted");
        client.Socket.ReceiveBufferSize = 4_096;
        while (server.Closed == 0)
        {
            client.Send(burst);
            server.AssertMemoryIsBounded(pooledBytes: 65_536);
        }

        Assert.Equal(1008, (int)server.TheClosedSession().Code);
        client.Reset();
    });

    [Fact]
    public void Row_28_pings_are_answered_one_by_one_and_while_the_queue_is_full() => AttackServer.Withstands(server =>
    {
        server.On("OnMessage", static session =>
        {
            session.Send(new byte[MoreThanSocketsHold]);
            session.Send("dropped");
        });
        using RawClient client = server.Open("/scripted");
        client.Send(RawClient.TextFrame("fill"));
        for (int ping = 0; ping < 10; ping++)
            client.Send(RawClient.Frame(0x9, [(byte)ping]));
        server.BystanderEchoes();

        Assert.Equal(MoreThanSocketsHold, client.ReadFrame().Payload.Length);
        for (int ping = 0; ping < 10; ping++)
            Assert.Equal([(byte)ping], client.ReadFrame().Payload);
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Row_31_a_window_of_zero_ends_at_the_send_time_out_though_the_session_is_paused(bool isPaused) => AttackServer.Withstands(
        new LwsOptions { SendTimeout = Short },
        server =>
        {
            server.On("OnMessage", session =>
            {
                session.Send(new byte[MoreThanSocketsHold]);
                if (isPaused)
                    session.PauseReceive();
            });
            using RawClient client = server.Open("/scripted");
            client.Send(RawClient.TextFrame("fill"));
            ClosedSession closed = server.TheClosedSession();
            Assert.Equal((CloseCode.Abnormal, false), (closed.Code, closed.IsClean));
        });

    [Fact]
    public void Row_31_a_window_of_zero_that_leaves_pings_unanswered_ends_at_the_pong_time_out() => AttackServer.Withstands(
        new LwsOptions { SendTimeout = Timeout.InfiniteTimeSpan, PingInterval = Short, PongTimeout = Short },
        server =>
        {
            server.On("OnMessage", static session => session.Send(new byte[MoreThanSocketsHold]));
            using RawClient client = server.Open("/scripted");
            client.Send(RawClient.TextFrame("fill"));
            while (server.Closed == 0)
                server.BystanderEchoes();
            Assert.Equal(CloseCode.Abnormal, server.TheClosedSession().Code);
        });
}

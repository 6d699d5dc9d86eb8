using System.Net.Sockets;
using System.Text;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.EndToEnd;

/// <summary>Each wait of a connection ends at its own deadline. The tests assert what happens at it, never that it happens soon.</summary>
public class DeadlineTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);

    // Long enough for a handshake on a busy machine, which these tests do not want to time out.
    private static readonly TimeSpan Moderate = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_client_that_sends_nothing_is_dropped_in_silence_at_the_handshake_deadline()
    {
        using var server = new TestServer(new TestEchoContext(new LwsOptions { HandshakeTimeout = Short }));
        using RawClient client = server.Connect();
        client.AssertEnd();
        server.EventuallyAtBaseline();
    }

    [Fact]
    public void A_request_that_trickles_in_gets_408_at_the_deadline_of_the_whole()
    {
        using var server = new TestServer(new TestEchoContext(new LwsOptions { HandshakeTimeout = Moderate }));
        using RawClient client = server.Connect();
        client.Send("GET /");
        while (!client.Socket.Poll(TimeSpan.FromMilliseconds(20), SelectMode.SelectRead))
            client.Send("a");
        Assert.StartsWith("HTTP/1.1 408 ", client.ReadToEnd(), StringComparison.Ordinal);
        client.Dispose();
        server.EventuallyAtBaseline();
    }

    [Fact]
    public void The_handshake_deadline_is_over_once_the_session_is_open()
    {
        using var server = new TestServer(new TestEchoContext(new LwsOptions { HandshakeTimeout = Moderate }));
        using RawClient client = server.Open();
        Thread.Sleep(Moderate + Short);
        client.Send(RawClient.TextFrame("still open"));
        Assert.Equal("still open", client.ReadText());
    }

    [Fact]
    public void A_session_without_traffic_is_closed_with_1001()
    {
        var options = new LwsOptions { IdleTimeout = Short, PingInterval = Timeout.InfiniteTimeSpan };
        using var server = new TestServer(new TestEchoContext(options));
        using RawClient client = server.Open();
        AssertClose(1001, "idle", client);
        client.Send(RawClient.CloseFrame(1001));
        client.AssertEnd();
        client.Dispose();
        server.EventuallyAtBaseline();
    }

    [Fact]
    public void A_silent_peer_gets_a_ping_and_is_cut_when_it_does_not_answer()
    {
        var options = new LwsOptions { PingInterval = Short, PongTimeout = Short };
        using var server = new TestServer(new TestEchoContext(options));
        using RawClient client = server.Open();
        Assert.Equal(0x9, client.ReadFrame().Opcode);
        client.AssertEnd();
        server.EventuallyAtBaseline();
    }

    [Theory]
    [InlineData(0xA)]
    [InlineData(0x2)]
    public void A_peer_that_answers_pings_stays_and_gets_one_each_interval(int opcode)
    {
        // The next ping is not held up until the pong would have been due, which no client here waits for.
        var options = new LwsOptions { PingInterval = TimeSpan.FromMilliseconds(20), PongTimeout = TimeSpan.FromMinutes(1) };
        using var server = new TestServer(new TestEchoContext(options));
        using RawClient client = server.Open();
        int pings = 0;
        while (pings < 5)
        {
            if (client.ReadFrame().Opcode != 0x9)
                continue;
            pings++;
            client.Send(RawClient.Frame(opcode, []));
        }
    }

    [Fact]
    public void An_unfinished_message_is_closed_with_1008_while_pings_keep_flowing()
    {
        using var server = new TestServer(new TestEchoContext(new LwsOptions { MessageTimeout = Short }));
        using RawClient client = server.Open();
        client.Send(RawClient.TextFrame("begun", final: false));
        (int Opcode, bool Final, byte[] Payload) frame;
        do
        {
            client.Send(RawClient.Frame(0x9, "alive"u8));
            frame = client.ReadFrame();
        }
        while (frame.Opcode == 0xA);

        Assert.Equal(0x8, frame.Opcode);
        Assert.Equal([0x03, 0xF0], frame.Payload);
        client.AssertEnd();
        client.Dispose();
        server.EventuallyAtBaseline();
    }

    [Theory]
    [InlineData("one byte of a header", new byte[] { 0x81 })]
    [InlineData("half a control frame", new byte[] { 0x89, 0x85, 1, 2, 3, 4, 5 })]
    [InlineData("half a payload", new byte[] { 0x81, 0x85, 1, 2, 3, 4, 5 })]
    public void An_unfinished_frame_is_closed_with_1008(string what, byte[] bytes)
    {
        _ = what;
        using var server = new TestServer(new TestEchoContext(new LwsOptions { MessageTimeout = Short }));
        using RawClient client = server.Open();
        client.Send(bytes);
        Assert.Equal(1008, client.ReadClose());
        client.Dispose();
        server.EventuallyAtBaseline();
    }

    [Fact]
    public void A_peer_that_does_not_end_its_side_after_the_close_handshake_is_cut()
    {
        using var server = new TestServer(new TestEchoContext(new LwsOptions { CloseTimeout = Short }));
        using RawClient client = server.Open();
        client.Send(RawClient.CloseFrame(1000));
        Assert.Equal(1000, client.ReadClose());
        server.EventuallyAtBaseline();
    }

    [Fact]
    public void A_refused_client_that_does_not_end_its_side_is_cut()
    {
        using var server = new TestServer(new TestEchoContext(new LwsOptions { CloseTimeout = Short }));
        using RawClient client = server.Connect();
        client.Send("no request\r\n");
        Assert.StartsWith("HTTP/1.1 400 ", client.ReadToEnd(), StringComparison.Ordinal);
        server.EventuallyAtBaseline();
    }

    [Fact]
    public void A_drain_is_not_held_up_by_a_peer_that_does_not_answer()
    {
        var options = new LwsOptions { CloseTimeout = Short, DrainTimeout = Timeout.InfiniteTimeSpan };
        using var server = new TestServer(new TestEchoContext(options));
        using RawClient client = server.Open();
        server.Stop();
        AssertClose(1001, "", client);
        client.AssertEnd();
    }

    [Fact]
    public void A_drain_ends_at_its_own_deadline()
    {
        var options = new LwsOptions { CloseTimeout = Timeout.InfiniteTimeSpan, DrainTimeout = Short };
        using var server = new TestServer(new TestEchoContext(options));
        using RawClient client = server.Open();
        server.Stop();
        AssertClose(1001, "", client);
        client.AssertEnd();
    }

    private static void AssertClose(int code, string reason, RawClient client)
    {
        (int opcode, _, byte[] payload) = client.ReadFrame();
        Assert.Equal(0x8, opcode);
        byte[] expected = [(byte)(code >> 8), (byte)code, .. Encoding.UTF8.GetBytes(reason)];
        Assert.Equal(expected, payload);
    }
}

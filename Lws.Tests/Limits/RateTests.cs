using Lws.Testing;
using Xunit;

namespace Lws.Tests.Limits;

/// <summary>How fast a peer may send, on a clock that the test moves.</summary>
public class RateTests
{
    private const int Burst = 20;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_peer_at_its_rate_is_served_without_an_end()
    {
        using LwsTestHost host = Host();
        TestClient client = host.Connect();
        for (int message = 0; message < 1_000; message++)
        {
            client.Send("hi");
            host.Advance(Second / 10);
            Assert.Equal("hi", client.ReceiveText());
        }
    }

    [Fact]
    public void Behind_a_burst_the_next_message_has_to_wait_for_its_time()
    {
        using LwsTestHost host = Host();
        TestClient early = host.Connect();
        TestClient late = host.Connect();
        SendBurst(early);
        SendBurst(late);

        host.Advance(Second / 10 * 0.9);
        early.Send("too early");
        Assert.Equal(CloseCode.PolicyViolation, early.CloseCode);

        host.Advance(Second / 10);
        late.Send("in time");
        Assert.Equal(CloseCode.None, late.CloseCode);
        late.Send("too early");
        Assert.Equal(CloseCode.PolicyViolation, late.CloseCode);
    }

    [Fact]
    public void Silence_brings_back_a_burst_and_no_more()
    {
        using LwsTestHost host = Host();
        TestClient client = host.Connect();
        SendBurst(client);
        host.Advance(30 * Second);
        SendBurst(client);
        Assert.Equal(CloseCode.None, client.CloseCode);
        client.Send("one more");
        Assert.Equal(CloseCode.PolicyViolation, client.CloseCode);
    }

    [Fact]
    public void A_compressed_message_that_inflates_to_nothing_counts_by_its_own_bytes()
    {
        using var host = new LwsTestHost(new RatedContext(new LwsOptions { Deflate = new DeflateOptions() }));
        TestClient client = host.Connect(headers: ("Sec-WebSocket-Extensions", "permessage-deflate"));
        byte[] emptyBlocks = [.. Enumerable.Repeat<byte[]>([0x00, 0x00, 0x00, 0xFF, 0xFF], 199).SelectMany(static block => block), 0x00];
        byte[] frame = [0xC2, 0x80 | 126, (byte)(emptyBlocks.Length >> 8), (byte)emptyBlocks.Length, 0, 0, 0, 0, .. emptyBlocks];
        for (int message = 0; message < 3; message++)
        {
            client.SendRaw(frame);
            Assert.Empty(client.ReceiveBinary());
        }

        client.SendRaw(frame);
        Assert.Equal(CloseCode.PolicyViolation, client.CloseCode);
    }

    [Fact]
    public void A_silent_peer_may_send_the_longest_message_at_once_though_a_second_allows_less()
    {
        using LwsTestHost host = Host();
        TestClient client = host.Connect();
        client.Send(new byte[3_000]);
        host.Advance(Second);
        client.Send(new byte[1_000]);
        Assert.Equal(CloseCode.None, client.CloseCode);
        client.Send(new byte[1]);
        Assert.Equal(CloseCode.PolicyViolation, client.CloseCode);
    }

    [Fact]
    public void Bytes_are_counted_as_they_arrive_however_they_are_cut()
    {
        using LwsTestHost host = Host();
        for (int piece = 1; piece < 400; piece += 57)
        {
            TestClient client = host.Connect();
            client.MaxPiece = piece;
            client.Send(new byte[2_999]);
            client.Send(new byte[1]);
            Assert.Equal((2_999, 1), (client.ReceiveBinary().Length, client.ReceiveBinary().Length));
            client.Send(new byte[1]);
            Assert.Equal(CloseCode.PolicyViolation, client.CloseCode);
        }
    }

    [Fact]
    public void Fragments_and_control_frames_count_as_messages()
    {
        using LwsTestHost host = Host();
        TestClient client = host.Connect();
        client.SendFragment("a"u8, MessageKind.Text, FragmentPosition.First);
        for (int sent = 1; sent < Burst - 1; sent++)
            client.Ping();
        client.SendFragment("b"u8, MessageKind.Text, FragmentPosition.Final);
        Assert.Equal("ab", client.ReceiveText());
        client.Pong();
        Assert.Equal(CloseCode.PolicyViolation, client.CloseCode);
    }

    [Fact]
    public void A_close_is_answered_whatever_came_before_it()
    {
        using LwsTestHost host = Host();
        TestClient client = host.Connect();
        SendBurst(client);
        client.Close();
        Assert.Equal(CloseCode.Normal, client.CloseCode);
    }

    [Fact]
    public void By_default_ten_seconds_of_a_hundred_pings_and_pongs_may_come_at_once()
    {
        using LwsTestHost host = Host();
        TestClient client = host.Connect("/default");
        for (int ping = 0; ping < 1_000; ping++)
            client.Ping();
        Assert.Equal((1_000, CloseCode.None), (client.PongCount, client.CloseCode));

        host.Advance(Second);
        for (int pong = 0; pong < 100; pong++)
            client.Pong();
        Assert.Equal(CloseCode.None, client.CloseCode);
        client.Pong();
        Assert.Equal(CloseCode.PolicyViolation, client.CloseCode);
    }

    [Fact]
    public void By_default_messages_are_not_counted()
    {
        using LwsTestHost host = Host();
        TestClient client = host.Connect("/default");
        for (int message = 0; message < 10_000; message++)
            client.Send("hi");
        Assert.Equal(CloseCode.None, client.CloseCode);
    }

    [Fact]
    public void Pings_of_the_peer_leave_the_deadlines_of_the_loops_own_pings_alone()
    {
        using LwsTestHost host = Host();
        TestClient client = host.Connect("/default");
        client.AnswersPings = false;
        for (int round = 1; round <= 3; round++)
        {
            host.Advance(TimeSpan.FromSeconds(41));
            Assert.Equal(round, client.PingCount);
            client.Ping();
            client.Pong();
        }

        host.Advance(TimeSpan.FromSeconds(49));
        Assert.False(client.IsEnded);
        host.Advance(Second);
        Assert.True(client.IsEnded);
        Assert.Equal(CloseCode.None, client.CloseCode);
    }

    [Fact]
    public void Protocols_without_a_limit_have_no_records_of_it()
    {
        using LwsTestHost host = Host();
        TestClient client = host.Connect("/default");
        client.Ping();
        long without = host.Context.Memory.Connections;
        Assert.Equal(1, client.PongCount);
        Assert.InRange(host.Context.Loop.Rates.Bytes, 0, 64);

        host.Connect();
        Assert.True(host.Context.Memory.Connections > without, "The bill names the records.");
    }

    private static LwsTestHost Host() => new(new RatedContext());

    private static void SendBurst(TestClient client)
    {
        for (int message = 0; message < Burst; message++)
            client.Send("hi");
    }
}

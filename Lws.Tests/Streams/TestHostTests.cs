using System.Text;
using Lws.Testing;
using Xunit;

namespace Lws.Tests.Streams;

public class TestHostTests
{
    [Fact]
    public void A_message_comes_back()
    {
        using LwsTestHost host = Host(out StreamContext context);
        TestClient client = host.Connect("/talk", "talk");
        client.Send("hi");
        client.Send([1, 2, 3]);

        Assert.Equal(101, client.Status);
        Assert.Contains("Sec-WebSocket-Protocol: talk\r\n", client.ResponseHead, StringComparison.Ordinal);
        Assert.Equal("hi", client.ReceiveText());
        Assert.Equal([1, 2, 3], client.ReceiveBinary());
        Assert.False(client.TryReceive(out _));
        Assert.Equal(1, context.Opened);
    }

    [Fact]
    public void A_refusal_shows_its_status_and_ends_the_connection()
    {
        using LwsTestHost host = Host(out StreamContext context);
        TestClient client = host.Connect("/elsewhere");

        Assert.Equal(404, client.Status);
        Assert.True(client.IsEnded);
        Assert.Equal(0, context.Opened);
        Assert.Equal(0, context.Loop.ConnectionCount);
        var exception = Assert.Throws<InvalidOperationException>(() => client.ReceiveText());
        Assert.Contains("404", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_may_arrive_one_by_one()
    {
        using LwsTestHost host = Host(out _);
        TestClient client = host.ConnectRaw();
        client.MaxPiece = 1;
        client.SendRaw(Encoding.ASCII.GetBytes(Support.RawClient.Request("/talk")));
        client.SendFragment("in "u8, MessageKind.Text, FragmentPosition.First);
        client.Ping("p"u8);
        client.SendFragment("pieces"u8, MessageKind.Text, FragmentPosition.Final);

        Assert.Equal("in pieces", client.ReceiveText());
        Assert.Equal(1, client.PongCount);
    }

    [Fact]
    public void Every_size_of_piece_gives_the_same()
    {
        using LwsTestHost host = Host(out _);
        string text = string.Concat(Enumerable.Range(0, 100).Select(number => $"{number} "));
        for (int size = 1; size <= 300; size++)
        {
            TestClient client = host.Connect("/talk");
            client.MaxPiece = size;
            client.Send(text);
            client.Send("/close 1000");
            Assert.Equal(text, client.ReceiveText());
            Assert.Equal((CloseCode.Normal, "asked"), (client.CloseCode, client.CloseReason));
        }

        Assert.Equal(0, host.Context.Loop.ConnectionCount);
        Assert.Equal(0, host.Context.Loop.Blocks.RentedBytes);
    }

    [Fact]
    public void A_client_that_is_silent_is_pinged_and_then_cut_off()
    {
        using LwsTestHost host = Host(out StreamContext context);
        TestClient quiet = host.Connect("/talk");
        TestClient dead = host.Connect("/talk");
        dead.AnswersPings = false;

        host.Advance(TimeSpan.FromSeconds(39.999));
        Assert.Equal((0, 0), (quiet.PingCount, dead.PingCount));
        host.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal((1, 1, 1), (quiet.PingCount, dead.PingCount, context.Pongs));
        host.Advance(TimeSpan.FromSeconds(9.999));
        Assert.False(dead.IsEnded);
        host.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(dead.IsEnded);
        Assert.Equal([(CloseCode.Abnormal, false, true)], context.Closed);

        host.Advance(TimeSpan.FromDays(1));
        quiet.Send("still here");
        Assert.Equal("still here", quiet.ReceiveText());
        Assert.Equal(2_161, quiet.PingCount); // one each 40 s of 86,450
    }

    [Fact]
    public void A_timer_runs_at_its_moment()
    {
        using LwsTestHost host = Host(out _);
        TestClient client = host.Connect("/talk");
        client.Send("/timer 3600");
        host.Advance(TimeSpan.FromSeconds(3_599.999));
        Assert.False(client.TryReceive(out _));
        host.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("tick", client.ReceiveText());
    }

    [Fact]
    public void A_client_that_does_not_read_makes_the_server_queue_and_then_drop()
    {
        using LwsTestHost host = Host(out StreamContext context);
        TestClient client = host.Connect("/talk");
        client.IsReading = false;
        client.Window = 1_000;
        for (int message = 0; message < 20; message++)
        {
            client.Send(new byte[1_000]);
            host.Run();
        }

        Assert.Equal(20, context.Messages);
        Assert.Equal(8, context.Results.Count(result => result == SendResult.Queued));
        Assert.Contains(SendResult.Dropped, context.Results);
        Assert.Equal(0, context.Writable);

        client.IsReading = true;
        int received = 0;
        while (client.TryReceive(out TestMessage message))
            received += message.Payload.Length;
        Assert.Equal(1, context.Writable);
        Assert.Equal(1_000 * context.Results.Count(result => result != SendResult.Dropped), received);
    }

    [Fact]
    public void A_paused_session_reads_nothing_until_it_resumes()
    {
        using LwsTestHost host = Host(out StreamContext context);
        TestClient client = host.Connect("/talk");
        client.Send("/pause 5");
        host.Run();
        client.Send("later");
        host.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(1, context.Messages);
        host.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("tick", client.ReceiveText());
        Assert.Equal("later", client.ReceiveText());
    }

    [Fact]
    public void A_reset_and_an_early_end_close_the_session_once_with_1006()
    {
        using LwsTestHost host = Host(out StreamContext context);
        TestClient reset = host.Connect("/talk");
        TestClient ended = host.Connect("/talk");
        reset.Reset();
        host.Run();
        ended.End();
        host.Run();

        Assert.Equal([(CloseCode.Abnormal, false, true), (CloseCode.Abnormal, false, true)], context.Closed);
        Assert.Equal(0, context.Loop.ConnectionCount);
    }

    [Fact]
    public void The_handshake_has_its_deadline_too()
    {
        using LwsTestHost host = Host(out _);
        TestClient client = host.ConnectRaw();
        client.SendRaw("GET /talk HTTP/1.1\r\n"u8);
        host.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(408, client.Status);
    }

    [Fact]
    public void A_broken_frame_shows_its_close_code()
    {
        using LwsTestHost host = Host(out StreamContext context);
        TestClient client = host.Connect("/talk");
        client.SendRaw([0x81, 0x00]);
        Assert.Equal(CloseCode.ProtocolError, client.CloseCode);
        Assert.Single(context.Closed);
    }

    [Fact]
    public void What_other_threads_would_post_and_send_runs_too()
    {
        using LwsTestHost host = Host(out StreamContext context);
        TestClient client = host.Connect("/talk");
        int calls = 0;
        context.Post(() => calls++);
        host.Run();
        Assert.Equal(1, calls);
        Assert.Equal(101, client.Status);
    }

    [Fact]
    public void A_context_with_a_clock_of_its_own_goes_by_that()
    {
        var clock = new StepClock();
        var context = new StreamContext(new LwsOptions { TimeProvider = clock });
        using var host = new LwsTestHost(context);
        TestClient client = host.Connect("/talk");
        Assert.Throws<InvalidOperationException>(() => host.Advance(TimeSpan.FromSeconds(1)));
        clock.Seconds += 40;
        host.Run();
        Assert.Equal(1, client.PingCount);
    }

    [Fact]
    public void A_context_that_is_full_takes_no_client()
    {
        using LwsTestHost host = Host(out _);
        for (int client = 0; client < 20; client++)
            Assert.Equal(101, host.Connect("/talk").Status);
        Assert.Throws<InvalidOperationException>(() => host.Connect("/talk"));
    }

    [Fact]
    public void The_host_comes_before_any_use_of_its_context()
    {
        using var context = new StreamContext();
        context.Listen("127.0.0.1", 0);
        Assert.Throws<InvalidOperationException>(() => new LwsTestHost(context));
    }

    [Fact]
    public void A_session_that_is_open_at_the_end_is_told()
    {
        LwsTestHost host = Host(out StreamContext context);
        host.Connect("/talk");
        host.Dispose();
        Assert.Single(context.Closed);
    }

    [Fact]
    public void Sessions_are_found_by_descriptors_that_no_kernel_gives_out()
    {
        using LwsTestHost host = Host(out StreamContext context);
        TestClient client = host.Connect("/talk");
        Assert.True(context.TryFind(1 << 30, out SessionHandle handle));
        Assert.Equal(SendResult.Queued, handle.TrySend("found"u8, MessageKind.Text));
        Assert.Equal("found", client.ReceiveText());
    }

    private static LwsTestHost Host(out StreamContext context) => new(context = new StreamContext());

    private sealed class StepClock : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}

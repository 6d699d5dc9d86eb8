using System.Runtime.CompilerServices;
using System.Text;
using Lws.Connections;
using Lws.Interop;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Loop;

/// <summary>The loop's rules about what happens in which order inside one batch of events.</summary>
public class BatchTests
{
    private static readonly byte[] HelloFrame = [0x81, 5, (byte)'h', (byte)'e', (byte)'l', (byte)'l', (byte)'o'];

    [Fact]
    public void A_connection_fits_in_two_cache_lines()
    {
        Assert.InRange(Unsafe.SizeOf<Connection>(), 1, 64);
        Assert.InRange(Unsafe.SizeOf<ConnectionDetail>(), 1, 64);
    }

    [Fact]
    public void An_event_of_a_slot_that_has_been_reused_is_ignored()
    {
        using LoopHarness harness = LoopHarness.Listening();
        harness.Open(7);
        ulong stale = harness.Script.Watches[7].Data;
        harness.Script.Arrive(7); // FIN
        harness.Batch();
        Assert.Equal([7], harness.Script.Closed);

        // The same descriptor number in the same slot, with another generation.
        harness.Open(7);
        Assert.NotEqual(stale, harness.Script.Watches[7].Data);
        harness.Script.ToReceive[7].Enqueue([]);
        harness.Script.Events.Add(new EpollEvent(EpollReadiness.Receive | EpollReadiness.HangUp, stale));
        harness.Batch();

        Assert.Equal([7], harness.Script.Closed);
        Assert.Single(harness.Behaviour.Closed);
    }

    [Fact]
    public void A_slot_closed_in_a_batch_is_not_given_out_again_in_that_batch()
    {
        using LoopHarness harness = LoopHarness.Listening();
        harness.Open(7);
        ulong first = harness.Script.Watches[7].Data;

        // In one batch: 7 ends, another connection comes, and a late event of the old one.
        harness.Script.Arrive(7);
        harness.Script.Connect(8);
        harness.Script.Events.Add(new EpollEvent(EpollReadiness.HangUp, first));
        harness.Batch();

        Assert.Equal([7], harness.Script.Closed);
        Assert.Single(harness.Behaviour.Closed);
        Assert.NotEqual((uint)first, (uint)harness.Script.Watches[8].Data);
        harness.Script.ArriveRequest(8);
        harness.Batch();
        Assert.StartsWith("HTTP/1.1 101", Encoding.ASCII.GetString(harness.Script.TakeSent(8)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_that_another_handler_aborts_gets_nothing_of_the_rest_of_the_batch()
    {
        using LoopHarness harness = LoopHarness.Listening();
        harness.Open(7);
        harness.Open(8);
        int messages = 0;
        harness.Behaviour.OnMessage = (session, _, _) =>
        {
            messages++;
            foreach (Session other in session.Sessions<Scripted>())
            {
                if (other != session)
                    other.Abort();
            }
        };

        harness.Script.Arrive(7, RawClient.TextFrame("a"));
        harness.Script.Arrive(8, RawClient.TextFrame("b"));
        harness.Batch();

        Assert.Equal(1, messages);
        Assert.Equal([8], harness.Script.Closed);
        Assert.Equal((CloseCode.Abnormal, false, false), Assert.Single(harness.Behaviour.Closed));
    }

    [Fact]
    public void All_frames_of_a_wake_up_are_answered_in_one_send()
    {
        using LoopHarness harness = LoopHarness.Listening();
        harness.Behaviour.OnMessage = static (session, payload, kind) => session.Send(payload, kind);
        harness.Open(7);
        int before = harness.Script.SendCalls;

        byte[] frame = RawClient.TextFrame("hello");
        harness.Script.Arrive(7, [.. frame, .. frame, .. frame]);
        harness.Batch();

        Assert.Equal(before + 1, harness.Script.SendCalls);
        Assert.Equal([.. HelloFrame, .. HelloFrame, .. HelloFrame], harness.Script.TakeSent(7));
    }

    [Fact]
    public void What_several_sessions_send_to_another_goes_out_in_one_send()
    {
        using LoopHarness harness = LoopHarness.Listening();
        foreach (int fd in (int[])[6, 7, 8, 9])
            harness.Open(fd);
        harness.Behaviour.OnMessage = static (session, payload, kind) =>
        {
            foreach (Session other in session.Sessions<Scripted>())
            {
                if (other != session)
                    other.Send(payload, kind);
            }
        };
        int before = harness.Script.SendCalls;

        foreach (int fd in (int[])[6, 7, 8])
            harness.Script.Arrive(fd, RawClient.TextFrame("hello"));
        harness.Batch();

        Assert.Equal([.. HelloFrame, .. HelloFrame, .. HelloFrame], harness.Script.TakeSent(9));
        Assert.Equal(before + 4, harness.Script.SendCalls);
    }

    [Fact]
    public void What_the_socket_does_not_take_is_queued_in_order_and_then_told()
    {
        using LoopHarness harness = LoopHarness.Listening();
        var results = new List<SendResult>();
        int writable = 0;
        harness.Behaviour.OnMessage = (session, payload, kind) => results.Add(session.Send(payload, kind));
        harness.Behaviour.OnWritable = _ => writable++;
        harness.Open(7);

        harness.Script.RoomToSend[7] = 3;
        harness.Script.Arrive(7, RawClient.TextFrame("hello"));
        harness.Batch();
        harness.Script.Arrive(7, RawClient.TextFrame("hello"));
        harness.Batch();
        Assert.Equal(HelloFrame[..3], harness.Script.TakeSent(7));
        Assert.True(harness.Script.Watches[7].Interest.HasFlag(EpollInterest.Send));

        harness.Script.BecomeWritable(7);
        harness.Batch();
        Assert.Equal([.. HelloFrame[3..], .. HelloFrame], harness.Script.TakeSent(7));
        Assert.Equal([SendResult.Sent, SendResult.Queued], results);
        Assert.Equal(1, writable);
        Assert.False(harness.Script.Watches[7].Interest.HasFlag(EpollInterest.Send));
        Assert.Equal(0, harness.Loop.Blocks.RentedBytes);
    }

    [Fact]
    public void A_full_queue_drops_messages_whole_and_still_takes_pongs_and_the_close_frame()
    {
        using LoopHarness harness = LoopHarness.Listening();
        var results = new List<SendResult>();
        harness.Behaviour.OnMessage = (session, payload, kind) => results.Add(session.Send(payload, kind));
        harness.Open(7);

        harness.Script.RoomToSend[7] = 0;
        byte[] message = new byte[1_000];
        for (int sent = 0; sent < 6; sent++)
        {
            harness.Script.Arrive(7, RawClient.Frame(0x2, message));
            harness.Batch();
        }

        harness.Script.Arrive(7, RawClient.Frame(0x9, "ping"u8));
        harness.Batch();
        harness.Script.Arrive(7, RawClient.CloseFrame(1000));
        harness.Batch();
        Assert.Equal(SendResult.Sent, results[0]);
        Assert.Equal([SendResult.Queued, SendResult.Queued, SendResult.Queued], results[1..4]);
        Assert.Equal([SendResult.Dropped, SendResult.Dropped], results[4..]);

        harness.Script.BecomeWritable(7);
        harness.Batch();
        byte[] output = harness.Script.TakeSent(7);
        Assert.Equal((4 * 1_004) + 6 + 4, output.Length);
        Assert.Equal([0x8A, 4, .. "ping"u8], output[^10..^4]);
        Assert.Equal([0x88, 2, 0x03, 0xE8], output[^4..]);
        Assert.Equal([7], harness.Script.Fins);
    }

    [Fact]
    public void A_paused_session_reads_on_where_it_stopped()
    {
        using LoopHarness harness = LoopHarness.Listening();
        var messages = new List<string>();
        harness.Behaviour.OnMessage = (session, payload, _) =>
        {
            messages.Add(Encoding.UTF8.GetString(payload));
            session.PauseReceive();
            session.SetTimer(TimeSpan.FromMilliseconds(5));
        };
        harness.Behaviour.OnTimer = static session => session.ResumeReceive();
        harness.Open(7);

        byte[] second = RawClient.TextFrame("two");
        harness.Script.Arrive(7, [.. RawClient.TextFrame("one"), .. second, .. RawClient.TextFrame("three")[..4]]);
        harness.Batch();
        Assert.Equal(["one"], messages);
        Assert.False(harness.Script.Watches[7].Interest.HasFlag(EpollInterest.Receive));

        harness.Pass(5);
        Assert.Equal(["one", "two"], messages);
        harness.Pass(5);
        Assert.True(harness.Script.Watches[7].Interest.HasFlag(EpollInterest.Receive));
        harness.Script.Arrive(7, RawClient.TextFrame("three")[4..]);
        harness.Batch();
        Assert.Equal(["one", "two", "three"], messages);
    }

    [Fact]
    public void A_timer_runs_once_when_it_is_due_and_the_loop_waits_no_longer_than_that()
    {
        using LoopHarness harness = LoopHarness.Listening();
        int ran = 0;
        harness.Behaviour.OnOpen = static session => session.SetTimer(TimeSpan.FromMilliseconds(50));
        harness.Behaviour.OnTimer = _ => ran++;
        harness.Open(7);

        harness.Pass(49);
        Assert.Equal(0, ran);
        harness.RunOnce(TimeSpan.FromSeconds(10));
        Assert.Equal(1, harness.Script.LastWait);
        harness.Pass(1);
        Assert.Equal(1, ran);
        harness.Pass(100);
        Assert.Equal(1, ran);
    }

    [Fact]
    public void A_silent_peer_is_pinged_and_then_given_up()
    {
        using LoopHarness harness = LoopHarness.Listening(new LwsOptions
        {
            PingInterval = TimeSpan.FromMilliseconds(40),
            PongTimeout = TimeSpan.FromMilliseconds(10),
        });
        harness.Open(7);

        harness.Pass(40);
        Assert.Equal([0x89, 0], harness.Script.TakeSent(7));
        harness.Pass(5);
        harness.Script.Arrive(7, RawClient.Frame(0xA, []));
        harness.Pass(20);
        Assert.Empty(harness.Script.Closed);

        harness.Pass(40);
        Assert.Equal([0x89, 0], harness.Script.TakeSent(7));
        harness.Pass(10);
        Assert.Equal([7], harness.Script.Closed);
        Assert.Equal((CloseCode.Abnormal, false, true), Assert.Single(harness.Behaviour.Closed));
    }
}

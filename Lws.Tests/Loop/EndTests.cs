using System.Net.Sockets;
using Xunit;

namespace Lws.Tests.Loop;

/// <summary>Ends that are easily missed: behind full queues, during pauses, after a rest of the loop.</summary>
public class EndTests
{
    private static readonly byte[] Hello = [0x81, 0x85, 0, 0, 0, 0, (byte)'h', (byte)'e', (byte)'l', (byte)'l', (byte)'o'];

    [Fact]
    public void The_close_timeout_does_not_start_anew_with_what_the_peer_goes_on_sending()
    {
        using LoopHarness harness = LoopHarness.Listening();
        harness.Open(7);
        harness.Behaviour.OnMessage = (session, _, _) => session.Close();
        harness.Script.Arrive(7, Hello);
        harness.Batch();
        harness.Script.Arrive(7, Hello[..8]);
        harness.Batch();
        for (int second = 0; second < 20; second++)
        {
            harness.Script.Now += 1_000;
            if (harness.Script.Closed.Contains(7))
                break;
            harness.Script.Arrive(7, [.. Hello[8..], .. Hello[..8]]);
            harness.Batch();
        }

        Assert.Equal([7], harness.Script.Closed);
    }

    [Fact]
    public void A_socket_adopted_while_the_loop_rests_has_the_whole_handshake_timeout()
    {
        using LoopHarness harness = LoopHarness.Listening();
        harness.Batch();
        harness.Script.Now += 60_000;
        using var handle = new SafeSocketHandle(9, ownsHandle: false);
        Assert.Equal(AdoptResult.Adopted, harness.Adopt(handle));
        harness.Script.Now++;
        harness.Batch();

        Assert.Empty(harness.Script.Closed);
    }

    [Fact]
    public void A_close_frame_finds_room_behind_pongs()
    {
        using LoopHarness harness = LoopHarness.Listening();
        harness.Open(7);
        harness.Script.RoomToSend[7] = 0;
        harness.Behaviour.OnMessage = (session, _, _) => session.Send(new byte[4_000]);
        harness.Script.Arrive(7, Hello);
        harness.Batch();
        for (int i = 0; i < 30; i++)
        {
            harness.Script.Arrive(7, [0x89, 0x80 | 125, 0, 0, 0, 0, .. new byte[125]]);
            harness.Batch();
        }

        for (int i = 0; i < 40; i++)
        {
            harness.Script.Arrive(7, [0x89, 0x80 | 1, 0, 0, 0, 0, 1]);
            harness.Batch();
        }

        harness.Behaviour.OnMessage = (session, _, _) => session.Close(CloseCode.Normal);
        harness.Script.Arrive(7, Hello);
        harness.Batch();
        harness.Script.BecomeWritable(7);
        harness.Batch();

        Assert.Equal([0x88, 2, 0x03, 0xE8], harness.Script.TakeSent(7)[^4..]);
    }

    [Fact]
    public void A_close_frame_goes_out_behind_a_message_larger_than_the_queue()
    {
        using LoopHarness harness = LoopHarness.Listening();
        harness.Open(7);
        harness.Script.RoomToSend[7] = 1_000;
        harness.Behaviour.OnMessage = (session, _, _) =>
        {
            session.Send(new byte[100_000]);
            session.Close(CloseCode.Normal);
        };
        harness.Script.Arrive(7, Hello);
        harness.Batch();
        harness.Script.BecomeWritable(7);
        harness.Batch();

        Assert.Equal([0x88, 2, 0x03, 0xE8], harness.Script.TakeSent(7)[^4..]);
    }

    [Fact]
    public void An_aborted_session_sends_nothing_more()
    {
        using LoopHarness harness = LoopHarness.Listening();
        var handles = new List<SessionHandle>();
        harness.Behaviour.OnOpen = session => handles.Add(session.Handle);
        harness.Open(7);
        harness.Open(8);
        harness.Behaviour.OnMessage = (_, payload, kind) =>
        {
            Assert.True(handles[1].TryGet(out Session other));
            other.Send(payload, kind);
            other.Abort();
        };
        harness.Script.Arrive(7, Hello);
        harness.Batch();

        Assert.Empty(harness.Script.TakeSent(8));
    }

    [Fact]
    public void The_message_deadline_stands_still_during_a_pause()
    {
        using LoopHarness harness = LoopHarness.Listening(new LwsOptions
        {
            PingInterval = Timeout.InfiniteTimeSpan, IdleTimeout = Timeout.InfiniteTimeSpan, MessageTimeout = TimeSpan.FromSeconds(60),
        });
        SessionHandle handle = default;
        harness.Behaviour.OnOpen = session => handle = session.Handle;
        harness.Open(7);
        harness.Script.Now += 20_000;
        harness.Batch();
        harness.Behaviour.OnMessage = (session, _, _) => session.PauseReceive();
        harness.Script.Arrive(7, [.. Hello, .. Hello[..8]]);
        harness.Batch();
        harness.Script.Now += 59_000;
        harness.Batch();
        Assert.True(handle.TryGet(out Session paused));
        paused.ResumeReceive();
        harness.Script.Now += 2_000;
        harness.Batch();

        Assert.Empty(harness.Behaviour.Closed);
    }
}

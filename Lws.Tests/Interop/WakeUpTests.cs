using Lws.Interop;
using Xunit;

namespace Lws.Tests.Interop;

public sealed class WakeUpTests
{
    [Fact]
    public void A_signal_from_another_thread_ends_the_wait()
    {
        using var wakeUp = new WakeUp();
        using var epoll = new Epoll(1);
        epoll.Add(wakeUp.Fd, EpollInterest.Receive, 5);
        var thread = new Thread(wakeUp.Signal);
        thread.Start();

        Assert.Equal(new EpollEvent(EpollReadiness.Receive, 5), Readiness.Await(epoll));
        thread.Join();
    }

    [Fact]
    public unsafe void A_burst_of_signals_is_written_once()
    {
        using var wakeUp = new WakeUp();

        Parallel.For(0, 1_000, _ => wakeUp.Signal());

        ulong written;
        Assert.Equal(sizeof(ulong), Libc.read(wakeUp.Fd, &written, sizeof(ulong)));
        Assert.Equal(1ul, written);
    }

    [Fact]
    public void A_cleared_wake_up_is_silent_until_the_next_signal()
    {
        using var wakeUp = new WakeUp();
        using var epoll = new Epoll(1);
        epoll.Add(wakeUp.Fd, EpollInterest.Receive, 5);
        wakeUp.Signal();

        wakeUp.Clear();
        Assert.Equal(0, epoll.Wait(0).Value);

        wakeUp.Signal();
        Assert.Equal(1, epoll.Wait(0).Value);
    }

    [Fact]
    public void Clearing_without_a_signal_does_not_block()
    {
        using var wakeUp = new WakeUp();

        wakeUp.Clear();

        wakeUp.Signal();
        Assert.Equal(EpollReadiness.Receive, Readiness.Await(wakeUp.Fd, EpollInterest.Receive));
    }

    [Fact]
    public void No_post_is_left_behind()
    {
        // Each thread posts again only when its post was taken, so that a lost signal ends in a wait without an event.
        const int Rounds = 5_000;
        using var wakeUp = new WakeUp();
        using var epoll = new Epoll(1);
        epoll.Add(wakeUp.Fd, EpollInterest.Receive, 0);
        int[] mailboxes = new int[2];
        Thread[] posters = [new(() => Post(0)) { IsBackground = true }, new(() => Post(1)) { IsBackground = true }];
        foreach (Thread poster in posters)
            poster.Start();

        for (int taken = 0; taken < Rounds * posters.Length;)
        {
            Readiness.Await(epoll);
            wakeUp.Clear();
            taken += Interlocked.Exchange(ref mailboxes[0], 0) + Interlocked.Exchange(ref mailboxes[1], 0);
        }

        foreach (Thread poster in posters)
            poster.Join();

        void Post(int mailbox)
        {
            for (int round = 0; round < Rounds; round++)
            {
                Volatile.Write(ref mailboxes[mailbox], 1);
                wakeUp.Signal();
                var spin = new SpinWait();
                while (Volatile.Read(ref mailboxes[mailbox]) != 0)
                    spin.SpinOnce(sleep1Threshold: -1);
            }
        }
    }

    [Fact]
    public void A_signal_after_disposal_touches_no_descriptor()
    {
        var wakeUp = new WakeUp();
        wakeUp.Dispose();
        using var next = new WakeUp();
        using var epoll = new Epoll(1);
        epoll.Add(next.Fd, EpollInterest.Receive, 0);

        wakeUp.Signal();

        Assert.Equal(-1, wakeUp.Fd);
        Assert.Equal(0, epoll.Wait(0).Value);
    }
}

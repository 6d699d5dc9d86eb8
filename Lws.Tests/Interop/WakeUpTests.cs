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
        const int Posts = 20_000;
        using var wakeUp = new WakeUp();
        using var epoll = new Epoll(1);
        epoll.Add(wakeUp.Fd, EpollInterest.Receive, 0);
        int posted = 0;
        Thread[] posters = [new(Post), new(Post)];
        foreach (Thread poster in posters)
            poster.Start();

        // Should a signal get lost, the wait for it fails the test instead of hanging it.
        for (int taken = 0; taken < 2 * Posts;)
        {
            Assert.Equal(1, epoll.Wait(30_000).Value);
            wakeUp.Clear();
            taken += Interlocked.Exchange(ref posted, 0);
        }

        foreach (Thread poster in posters)
            poster.Join();

        void Post()
        {
            for (int i = 0; i < Posts; i++)
            {
                Interlocked.Increment(ref posted);
                wakeUp.Signal();
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

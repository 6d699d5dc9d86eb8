using Lws.Interop;
using Xunit;

namespace Lws.Tests.Interop;

public sealed class EpollTests
{
    private const ulong SlotAndGeneration = 0xFEDC_BA98_7654_3210;

    [Fact]
    public void An_event_carries_its_64_bits_intact()
    {
        using var pair = new TcpPair();
        using var epoll = new Epoll(4);
        Assert.False(epoll.Add(pair.Fd, EpollInterest.Send, SlotAndGeneration).IsError);

        Assert.Equal(new EpollEvent(EpollReadiness.Send, SlotAndGeneration), Readiness.Await(epoll));
    }

    [Fact]
    public void Every_event_of_a_batch_is_read_with_its_own_data()
    {
        using TcpPair first = new(), second = new(), third = new();
        using var epoll = new Epoll(8);
        epoll.Add(first.Fd, EpollInterest.Send, ulong.MaxValue);
        epoll.Add(second.Fd, EpollInterest.Send, 0);
        epoll.Add(third.Fd, EpollInterest.Send, SlotAndGeneration);

        Assert.Equal(3, epoll.Wait(0).Value);

        ulong[] data = [epoll[0].Data, epoll[1].Data, epoll[2].Data];
        Assert.Equal([0, SlotAndGeneration, ulong.MaxValue], data.Order().ToArray());
    }

    [Fact]
    public void A_batch_is_no_longer_than_was_asked_for()
    {
        using TcpPair first = new(), second = new();
        using var epoll = new Epoll(1);
        epoll.Add(first.Fd, EpollInterest.Send, 1);
        epoll.Add(second.Fd, EpollInterest.Send, 2);

        Assert.Equal(1, epoll.Wait(0).Value);
    }

    [Fact]
    public void Readiness_is_reported_until_it_is_used_up()
    {
        using var pair = new TcpPair();
        using var epoll = new Epoll(4);
        epoll.Add(pair.Fd, EpollInterest.Receive, 1);
        pair.Peer.Send([1, 2]);

        Assert.Equal(EpollReadiness.Receive, Readiness.Await(epoll).Readiness);
        Assert.Equal(EpollReadiness.Receive, Readiness.Await(epoll).Readiness);
        TcpSocket.Receive(pair.Fd, new byte[2]);
        Assert.Equal(0, epoll.Wait(0).Value);
    }

    [Fact]
    public void A_modified_descriptor_has_new_interest_and_data()
    {
        using var pair = new TcpPair();
        using var epoll = new Epoll(4);
        epoll.Add(pair.Fd, EpollInterest.Receive, 1);
        Assert.Equal(0, epoll.Wait(0).Value);

        Assert.False(epoll.Modify(pair.Fd, EpollInterest.Receive | EpollInterest.Send, SlotAndGeneration).IsError);

        Assert.Equal(new EpollEvent(EpollReadiness.Send, SlotAndGeneration), Readiness.Await(epoll));
    }

    [Fact]
    public void A_removed_descriptor_is_silent()
    {
        using var pair = new TcpPair();
        using var epoll = new Epoll(4);
        epoll.Add(pair.Fd, EpollInterest.Send, 1);

        Assert.False(epoll.Remove(pair.Fd).IsError);

        Assert.Equal(0, epoll.Wait(0).Value);
        Assert.True(epoll.Remove(pair.Fd).IsError);
    }

    [Fact]
    public void A_half_closed_peer_is_reported_as_such()
    {
        using var pair = new TcpPair();
        pair.Peer.Shutdown(System.Net.Sockets.SocketShutdown.Send);

        EpollReadiness readiness = Readiness.Await(pair.Fd, EpollInterest.PeerClosed);

        Assert.Equal(EpollReadiness.PeerClosed, readiness);
    }

    [Fact]
    public void A_hang_up_is_reported_without_any_interest()
    {
        using var pair = new TcpPair();
        TcpSocket.ShutdownSend(pair.Fd);
        pair.Peer.Close();

        Assert.Equal(EpollReadiness.HangUp, Readiness.Await(pair.Fd, EpollInterest.None));
    }

    [Fact]
    public void The_instance_can_be_watched_by_another_loop()
    {
        using var pair = new TcpPair();
        using var epoll = new Epoll(4);
        epoll.Add(pair.Fd, EpollInterest.Send, 1);

        Assert.Equal(EpollReadiness.Receive, Readiness.Await(epoll.Fd, EpollInterest.Receive));
    }

    [Fact]
    public void Waiting_and_reading_allocates_nothing()
    {
        using var pair = new TcpPair();
        using var epoll = new Epoll(4);
        epoll.Add(pair.Fd, EpollInterest.Send, 1);
        ulong sum = WaitAndRead(epoll, 100);
        long before = GC.GetAllocatedBytesForCurrentThread();

        sum += WaitAndRead(epoll, 1_000);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(1_100ul, sum);
    }

    [Fact]
    public void Disposing_twice_closes_once()
    {
        var epoll = new Epoll(1);
        epoll.Dispose();

        epoll.Dispose();

        Assert.Equal(-1, epoll.Fd);
    }

    private static ulong WaitAndRead(Epoll epoll, int times)
    {
        ulong sum = 0;
        for (int i = 0; i < times; i++)
        {
            for (int index = epoll.Wait(0).Value - 1; index >= 0; index--)
                sum += epoll[index].Data;
        }
        return sum;
    }
}

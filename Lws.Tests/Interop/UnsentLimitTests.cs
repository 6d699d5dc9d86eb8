using System.Net;
using System.Net.Sockets;
using Lws.Interop;
using Lws.Loop;
using Xunit;

namespace Lws.Tests.Interop;

/// <summary><see cref="LwsOptions.MaxUnsentBytes"/>: which sockets have it, and what it does to them.</summary>
public sealed class UnsentLimitTests
{
    private const int Limit = 16_384;

    [Theory]
    [InlineData(null, 0)]
    [InlineData(Limit, Limit)]
    public void Sockets_that_are_accepted_connected_and_adopted_have_it(int? option, int expected)
    {
        using var io = new EpollIo(TimeProvider.System, sharesPorts: false, option);
        Assert.False(io.Listen(new IPEndPoint(IPAddress.Loopback, 0), 4, out int listener, out IPEndPoint? bound).IsError);
        Assert.False(io.Connect(bound!, out int connected).IsError);
        Readiness.Await(listener, EpollInterest.Receive);
        int accepted = io.Accept(listener).Value;
        using var elsewhere = new Socket(SocketType.Stream, ProtocolType.Tcp);
        elsewhere.Connect(bound!);
        int adopted = io.Duplicate((int)elsewhere.Handle).Value;
        io.Adopt(adopted);

        Assert.Equal([expected, expected, expected], new[] { accepted, connected, adopted }.Select(LimitOf));

        foreach (int fd in new[] { adopted, accepted, connected, listener })
            io.Close(fd);
    }

    [Fact]
    public void A_limited_socket_takes_a_fraction_of_what_the_kernel_would()
    {
        using var free = new TcpPair();
        using var limited = new TcpPair();
        Assert.False(TcpSocket.LimitUnsent(limited.Fd, Limit).IsError);

        int most = Fill(free.Fd);
        int taken = Fill(limited.Fd);

        Assert.InRange(taken, Limit, most / 2);
    }

    [Fact]
    public void It_takes_more_when_the_peer_has_read()
    {
        using var pair = new TcpPair();
        Assert.False(TcpSocket.LimitUnsent(pair.Fd, Limit).IsError);
        int left = Fill(pair.Fd);

        byte[] buffer = new byte[Limit];
        while (left > 0)
            left -= pair.Peer.Receive(buffer);

        Readiness.Await(pair.Fd, EpollInterest.Send);
        Assert.False(TcpSocket.Send(pair.Fd, buffer).IsError);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_023)]
    public void A_limit_that_would_starve_a_connection_is_refused(int bytes)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new LwsOptions { MaxUnsentBytes = bytes }.Validate());
    }

    private static int LimitOf(int fd) =>
        SocketOption.Get(fd, LinuxConstants.IPPROTO_TCP, LinuxConstants.TCP_NOTSENT_LOWAT).Value;

    /// <summary>Sends until the socket takes no more; the peer reads nothing.</summary>
    private static int Fill(int fd)
    {
        byte[] message = new byte[512];
        int taken = 0;
        SysResult result;
        while (!(result = TcpSocket.Send(fd, message)).IsError)
            taken += result.Value;
        Assert.True(result.WouldBlock);
        return taken;
    }
}

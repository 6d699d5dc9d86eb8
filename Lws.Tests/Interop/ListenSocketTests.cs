using System.Net;
using System.Net.Sockets;
using Lws.Interop;
using Xunit;

namespace Lws.Tests.Interop;

public sealed class ListenSocketTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    public void The_port_that_the_kernel_chose_can_be_read(string address)
    {
        var endPoint = new IPEndPoint(IPAddress.Parse(address), 0);

        Assert.False(ListenSocket.Open(endPoint, 4, false, out int fd).IsError);

        IPEndPoint bound = TcpSocket.LocalOf(fd).ToIPEndPoint()!;
        Assert.Equal(endPoint.Address, bound.Address);
        Assert.NotEqual(0, bound.Port);
        TcpSocket.Close(fd);
    }

    [Fact]
    public void A_taken_port_is_answered_as_such_and_leaves_no_descriptor()
    {
        Assert.False(ListenSocket.Open(new IPEndPoint(IPAddress.Loopback, 0), 4, false, out int first).IsError);
        IPEndPoint taken = TcpSocket.LocalOf(first).ToIPEndPoint()!;

        SysResult result = ListenSocket.Open(taken, 4, false, out int second);

        Assert.True(result.IsError);
        Assert.Equal(-1, second);
        Assert.Equal(SocketError.AddressAlreadyInUse, result.ToException().SocketErrorCode);
        TcpSocket.Close(first);
    }

    [Fact]
    public void Loops_that_reuse_the_port_share_it()
    {
        Assert.False(ListenSocket.Open(new IPEndPoint(IPAddress.Loopback, 0), 4, true, out int first).IsError);
        IPEndPoint shared = TcpSocket.LocalOf(first).ToIPEndPoint()!;

        Assert.False(ListenSocket.Open(shared, 4, true, out int second).IsError);

        TcpSocket.Close(first);
        TcpSocket.Close(second);
    }

    [Fact]
    public void An_address_of_another_machine_is_refused()
    {
        // RFC 5737: 192.0.2.0/24 belongs to nobody.
        SysResult result = ListenSocket.Open(new IPEndPoint(IPAddress.Parse("192.0.2.1"), 0), 4, false, out int fd);

        Assert.Equal(Errno.EADDRNOTAVAIL, result.Error);
        Assert.Equal(-1, fd);
    }

    [Fact]
    public void Accept_would_block_when_nobody_waits()
    {
        Assert.False(ListenSocket.Open(new IPEndPoint(IPAddress.Loopback, 0), 4, false, out int fd).IsError);

        Assert.True(ListenSocket.Accept(fd).WouldBlock);
        TcpSocket.Close(fd);
    }

    [Fact]
    public void An_accepted_socket_sends_without_delay()
    {
        using var pair = new TcpPair();

        SysResult noDelay = SocketOption.Get(pair.Fd, LinuxConstants.IPPROTO_TCP, LinuxConstants.TCP_NODELAY);

        Assert.Equal(1, noDelay.Value);
    }

    [Fact]
    public void A_connection_over_IPv6_is_accepted()
    {
        using var pair = new TcpPair(IPAddress.IPv6Loopback);

        IPEndPoint peer = TcpSocket.PeerOf(pair.Fd).ToIPEndPoint()!;
        Assert.Equal(pair.Peer.LocalEndPoint, peer);
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("::1", "::1")]
    public void The_unspecified_IPv6_address_takes_both_families(string connectTo, string seenAs)
    {
        using var pair = new TcpPair(new IPEndPoint(IPAddress.IPv6Any, 0), IPAddress.Parse(connectTo));

        IPEndPoint peer = TcpSocket.PeerOf(pair.Fd).ToIPEndPoint()!;
        Assert.Equal(IPAddress.Parse(seenAs), peer.Address);
    }

    [Fact]
    public void Another_IPv6_address_takes_IPv6_alone()
    {
        Assert.False(ListenSocket.Open(new IPEndPoint(IPAddress.IPv6Loopback, 0), 4, false, out int fd).IsError);

        Assert.Equal(1, SocketOption.Get(fd, LinuxConstants.IPPROTO_IPV6, LinuxConstants.IPV6_V6ONLY).Value);
        TcpSocket.Close(fd);
    }
}

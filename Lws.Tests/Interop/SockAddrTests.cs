using System.Net;
using Lws.Interop;
using Xunit;

namespace Lws.Tests.Interop;

public sealed class SockAddrTests
{
    [Theory]
    [InlineData("127.0.0.1:80", SockAddr.Ipv4Length)]
    [InlineData("0.0.0.0:0", SockAddr.Ipv4Length)]
    [InlineData("255.255.255.255:65535", SockAddr.Ipv4Length)]
    [InlineData("[::]:7681", SockAddr.Ipv6Length)]
    [InlineData("[2001:db8::1:2]:443", SockAddr.Ipv6Length)]
    [InlineData("[fe80::1%7]:443", SockAddr.Ipv6Length)]
    public void An_end_point_is_read_as_written(string text, int expectedLength)
    {
        IPEndPoint endPoint = IPEndPoint.Parse(text);
        byte[] bytes = new byte[SockAddr.MaxLength];
        bytes.AsSpan().Fill(0xCC);

        int length = SockAddr.Write(endPoint, bytes);

        Assert.Equal(expectedLength, length);
        Assert.Equal(endPoint, SockAddr.Read(bytes.AsSpan(0, length)).ToIPEndPoint());
    }

    [Fact]
    public void The_bytes_are_those_that_NET_gives_the_kernel()
    {
        IPEndPoint endPoint = IPEndPoint.Parse("[2001:db8::1%9]:8080");
        System.Net.SocketAddress expected = endPoint.Serialize();
        byte[] bytes = new byte[SockAddr.MaxLength];

        int length = SockAddr.Write(endPoint, bytes);

        Assert.Equal(expected.Buffer.Span[..expected.Size], bytes.AsSpan(0, length));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(SockAddr.Ipv4Length - 1)]
    public void A_structure_that_is_cut_off_is_not_read(int length)
    {
        byte[] bytes = new byte[SockAddr.MaxLength];
        SockAddr.Write(new IPEndPoint(IPAddress.Loopback, 80), bytes);

        Assert.Null(SockAddr.Read(bytes.AsSpan(0, length)).ToIPEndPoint());
    }
}

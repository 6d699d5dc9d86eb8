using System.Net;
using System.Net.Sockets;
using System.Text;
using CsCheck;
using Xunit;

namespace Lws.Tests.Upgrade;

public class TcpEndPointTests
{
    [Theory]
    [InlineData("0.0.0.0:0")]
    [InlineData("255.255.255.255:65535")]
    [InlineData("127.0.0.1:7681")]
    [InlineData("[::]:80")]
    [InlineData("[::1]:80")]
    [InlineData("[2001:db8::]:80")]
    [InlineData("[2001:db8::1:0:0:1]:80")]
    [InlineData("[2001:0:0:1::1]:80")]
    [InlineData("[2001:db8:0:1:1:1:1:1]:80")]
    [InlineData("[2001:db8:1:2:3:4:5:6]:80")]
    [InlineData("[ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]:65535")]
    [InlineData("[fe80::1%4294967295]:80")]
    public void It_is_written_as_RFC_5952_says(string text)
    {
        TcpEndPoint endPoint = Of(IPEndPoint.Parse(text));

        Assert.Equal(text, endPoint.ToString());
        Assert.Equal(IPEndPoint.Parse(text), endPoint.ToIPEndPoint());
    }

    // IPAddress writes the last groups of some addresses in dots: those that begin with zeros, and ISATAP's.
    [Fact]
    public void Every_address_is_written_as_the_platform_writes_it() =>
        Gen.Select(Gen.OneOf(Gen.Const((ushort)0), Gen.UShort).Array[7], Gen.UShort).Sample((rest, port) =>
        {
            byte[] address = [0x20, 0x01, .. rest.SelectMany(group => new[] { (byte)(group >> 8), (byte)group })];
            address[8] = address[9] = 0;
            address[10] |= 1;
            var endPoint = new IPEndPoint(new IPAddress(address), port);

            Assert.Equal(endPoint.ToString(), Of(endPoint).ToString());
        });

    [Fact]
    public void An_IPv4_address_in_IPv6_is_IPv4()
    {
        TcpEndPoint mapped = Of(new IPEndPoint(IPAddress.Parse("192.0.2.1").MapToIPv6(), 80));

        Assert.Equal(AddressFamily.InterNetwork, mapped.AddressFamily);
        Assert.Equal(Of(IPEndPoint.Parse("192.0.2.1:80")), mapped);
        Assert.Equal("192.0.2.1:80", mapped.ToString());
    }

    [Fact]
    public void The_default_value_is_no_address()
    {
        TcpEndPoint none = default;

        Assert.Equal(AddressFamily.Unspecified, none.AddressFamily);
        Assert.Null(none.ToIPEndPoint());
        Assert.Equal("", none.ToString());
        Assert.True(none.TryWriteAddress([], out int written));
        Assert.Equal(0, written);
        Assert.NotEqual(Of(IPEndPoint.Parse("0.0.0.0:0")), none);
    }

    [Theory]
    [InlineData("192.0.2.1:80", 4)]
    [InlineData("[2001:db8::1]:80", 16)]
    public void Address_and_text_need_their_room_and_no_more(string text, int addressLength)
    {
        TcpEndPoint endPoint = Of(IPEndPoint.Parse(text));
        byte[] room = new byte[text.Length];

        Assert.False(endPoint.TryWriteAddress(room.AsSpan(0, addressLength - 1), out _));
        Assert.True(endPoint.TryWriteAddress(room.AsSpan(0, addressLength), out int written));
        Assert.Equal(endPoint.ToIPEndPoint()!.Address.GetAddressBytes(), room[..written]);
        Assert.False(endPoint.TryFormat(room.AsSpan(0, text.Length - 1), out _));
        Assert.True(endPoint.TryFormat(room, out written));
        Assert.Equal(text, Encoding.ASCII.GetString(room, 0, written));
    }

    private static TcpEndPoint Of(IPEndPoint endPoint) => new(
        endPoint.Address.GetAddressBytes(),
        (ushort)endPoint.Port,
        endPoint.AddressFamily == AddressFamily.InterNetworkV6 ? (uint)endPoint.Address.ScopeId : 0);
}

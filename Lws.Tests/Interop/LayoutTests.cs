using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using Lws.Interop;
using Xunit;

namespace Lws.Tests.Interop;

public sealed class LayoutTests
{
    private const string Headers = """
        #define _GNU_SOURCE
        #include <errno.h>
        #include <fcntl.h>
        #include <netinet/in.h>
        #include <netinet/tcp.h>
        #include <stddef.h>
        #include <stdint.h>
        #include <sys/epoll.h>
        #include <sys/eventfd.h>
        #include <sys/socket.h>
        #include <sys/uio.h>
        #include <unistd.h>

        """;

    [Fact]
    public void Layouts_and_constants_match_the_C_headers()
    {
        string source = Headers + Constants() + Errors() + SocketAddresses() + EpollEvents() + Structures();

        (int exitCode, string messages) = CCompiler.Compile(source);

        Assert.True(exitCode == 0, messages);
    }

    [Theory]
    [InlineData("EPOLLRDHUP", 0x2001)]
    [InlineData("sizeof(struct msghdr)", 57)]
    public void A_wrong_number_does_not_compile(string expression, int wrong)
    {
        (int exitCode, string messages) = CCompiler.Compile(Headers + AssertEqual(expression, wrong));

        Assert.NotEqual(0, exitCode);
        Assert.Contains(expression, messages, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Architecture.X64, 12, "__attribute__((packed))")]
    [InlineData(Architecture.Arm64, 16, "")]
    public void The_stride_of_events_is_that_of_the_architecture(Architecture architecture, int stride, string attribute)
    {
        string source = $$"""
            #include <stdint.h>
            struct event { uint32_t events; uint64_t data; } {{attribute}};
            {{AssertEqual("sizeof(struct event)", EpollLayout.StrideOn(architecture))}}
            """;

        Assert.Equal(stride, EpollLayout.StrideOn(architecture));
        Assert.Equal((0, ""), CCompiler.Compile(source));
    }

    // By reflection, so that a constant cannot be added without being proven.
    private static string Constants()
    {
        var asserts = new StringBuilder();
        foreach (FieldInfo constant in typeof(LinuxConstants).GetFields(BindingFlags.Public | BindingFlags.Static))
            asserts.Append(AssertEqual(constant.Name, (int)constant.GetRawConstantValue()!));
        Assert.Contains("EPOLLRDHUP", asserts.ToString(), StringComparison.Ordinal);
        return asserts.ToString();
    }

    private static string Errors()
    {
        var asserts = new StringBuilder();
        foreach (Errno error in Enum.GetValues<Errno>())
        {
            if (error != Errno.None)
                asserts.Append(AssertEqual(error.ToString(), (int)error));
        }
        Assert.Contains("EAGAIN", asserts.ToString(), StringComparison.Ordinal);
        return asserts.ToString();
    }

    private static string SocketAddresses() =>
        AssertEqual("sizeof(struct sockaddr_in)", SockAddr.Ipv4Length) +
        AssertEqual("sizeof(struct sockaddr_in6)", SockAddr.Ipv6Length) +
        AssertEqual("offsetof(struct sockaddr_in, sin_family)", SockAddr.FamilyOffset) +
        AssertEqual("offsetof(struct sockaddr_in6, sin6_family)", SockAddr.FamilyOffset) +
        AssertEqual("sizeof(sa_family_t)", sizeof(ushort)) +
        AssertEqual("offsetof(struct sockaddr_in, sin_port)", SockAddr.PortOffset) +
        AssertEqual("offsetof(struct sockaddr_in6, sin6_port)", SockAddr.PortOffset) +
        AssertEqual("offsetof(struct sockaddr_in, sin_addr)", SockAddr.Ipv4AddressOffset) +
        AssertEqual("offsetof(struct sockaddr_in6, sin6_addr)", SockAddr.Ipv6AddressOffset) +
        AssertEqual("offsetof(struct sockaddr_in6, sin6_scope_id)", SockAddr.Ipv6ScopeOffset);

    private static string EpollEvents() =>
        AssertEqual("sizeof(struct epoll_event)", EpollLayout.Stride) +
        AssertEqual("offsetof(struct epoll_event, events)", EpollLayout.EventsOffset) +
        AssertEqual("sizeof(((struct epoll_event *)0)->events)", sizeof(EpollReadiness)) +
        AssertEqual("offsetof(struct epoll_event, data.u64)", EpollLayout.DataOffset);

    private static unsafe string Structures()
    {
        IoVector vector = default;
        MessageHeader message = default;
        Linger linger = default;
        return
            AssertEqual("sizeof(struct iovec)", sizeof(IoVector)) +
            AssertEqual("offsetof(struct iovec, iov_base)", (byte*)&vector.Base - (byte*)&vector) +
            AssertEqual("offsetof(struct iovec, iov_len)", (byte*)&vector.Length - (byte*)&vector) +
            AssertEqual("sizeof(struct msghdr)", sizeof(MessageHeader)) +
            AssertEqual("offsetof(struct msghdr, msg_name)", (byte*)&message.Name - (byte*)&message) +
            AssertEqual("offsetof(struct msghdr, msg_namelen)", (byte*)&message.NameLength - (byte*)&message) +
            AssertEqual("offsetof(struct msghdr, msg_iov)", (byte*)&message.Vectors - (byte*)&message) +
            AssertEqual("offsetof(struct msghdr, msg_iovlen)", (byte*)&message.VectorCount - (byte*)&message) +
            AssertEqual("offsetof(struct msghdr, msg_control)", (byte*)&message.Control - (byte*)&message) +
            AssertEqual("offsetof(struct msghdr, msg_controllen)", (byte*)&message.ControlLength - (byte*)&message) +
            AssertEqual("offsetof(struct msghdr, msg_flags)", (byte*)&message.Flags - (byte*)&message) +
            AssertEqual("sizeof(struct linger)", sizeof(Linger)) +
            AssertEqual("offsetof(struct linger, l_onoff)", (byte*)&linger.IsOn - (byte*)&linger) +
            AssertEqual("offsetof(struct linger, l_linger)", (byte*)&linger.Seconds - (byte*)&linger);
    }

    private static string AssertEqual(string expression, long value) =>
        string.Create(CultureInfo.InvariantCulture, $"_Static_assert({expression} == {value}, \"{expression}\");\n");
}

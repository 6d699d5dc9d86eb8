using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using Lws.Interop;
using Lws.Tests.Support;
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

    [FactNeeding("cc")]
    public void Layouts_and_constants_match_the_C_headers()
    {
        string source = Headers + Constants(typeof(LinuxConstants)) + Errors() + SocketAddresses() + EpollEvents() + Structures();

        (int exitCode, string messages) = CCompiler.Compile(source);

        Assert.True(exitCode == 0, messages);
    }

    [FactNeeding("cc")]
    public void Numbers_of_system_calls_match_the_tables_of_the_architectures()
    {
        bool isX64 = RuntimeInformation.ProcessArchitecture == Architecture.X64;
        Type ours = isX64 ? typeof(SystemCall.X64) : typeof(SystemCall.Generic);

        Assert.Equal((0, ""), CCompiler.Compile("#include <sys/syscall.h>\n" + Constants(ours)));
        Assert.Equal((0, ""), CCompiler.Compile("#include <asm-generic/unistd.h>\n" + Constants(typeof(SystemCall.Generic))));
    }

    [TheoryNeeding("cc")]
    [InlineData("EPOLLRDHUP", 0x2001)]
    [InlineData("sizeof(struct msghdr)", 57)]
    public void A_wrong_number_does_not_compile(string expression, int wrong)
    {
        (int exitCode, string messages) = CCompiler.Compile(Headers + AssertEqual(expression, wrong));

        Assert.NotEqual(0, exitCode);
        Assert.Contains(expression, messages, StringComparison.Ordinal);
    }

    [TheoryNeeding("cc")]
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
    private static string Constants(Type table)
    {
        var asserts = new StringBuilder();
        foreach (FieldInfo constant in table.GetFields(BindingFlags.Public | BindingFlags.Static))
            asserts.Append(AssertEqual(constant.Name, (int)constant.GetRawConstantValue()!));
        Assert.Contains("EPOLL", asserts.ToString(), StringComparison.OrdinalIgnoreCase);
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
        AssertField("sockaddr_in", "sin_family", SockAddr.FamilyOffset, sizeof(ushort)) +
        AssertField("sockaddr_in", "sin_port", SockAddr.PortOffset, sizeof(ushort)) +
        AssertField("sockaddr_in", "sin_addr", SockAddr.Ipv4AddressOffset, SockAddr.Ipv4AddressLength) +
        AssertEqual("sizeof(struct sockaddr_in6)", SockAddr.Ipv6Length) +
        AssertField("sockaddr_in6", "sin6_family", SockAddr.FamilyOffset, sizeof(ushort)) +
        AssertField("sockaddr_in6", "sin6_port", SockAddr.PortOffset, sizeof(ushort)) +
        AssertField("sockaddr_in6", "sin6_addr", SockAddr.Ipv6AddressOffset, SockAddr.Ipv6AddressLength) +
        AssertField("sockaddr_in6", "sin6_scope_id", SockAddr.Ipv6ScopeOffset, sizeof(uint));

    private static string EpollEvents() =>
        AssertEqual("sizeof(struct epoll_event)", EpollLayout.Stride) +
        AssertField("epoll_event", "events", EpollLayout.EventsOffset, sizeof(EpollReadiness)) +
        AssertField("epoll_event", "data", EpollLayout.DataOffset, sizeof(ulong));

    private static unsafe string Structures()
    {
        IoVector vector = default;
        MessageHeader message = default;
        Linger linger = default;
        return
            AssertEqual("sizeof(struct iovec)", sizeof(IoVector)) +
            AssertField("iovec", "iov_base", &vector, (nint*)&vector.Base) +
            AssertField("iovec", "iov_len", &vector, &vector.Length) +
            AssertEqual("sizeof(struct msghdr)", sizeof(MessageHeader)) +
            AssertField("msghdr", "msg_name", &message, (nint*)&message.Name) +
            AssertField("msghdr", "msg_namelen", &message, &message.NameLength) +
            AssertField("msghdr", "msg_iov", &message, (nint*)&message.Vectors) +
            AssertField("msghdr", "msg_iovlen", &message, &message.VectorCount) +
            AssertField("msghdr", "msg_control", &message, (nint*)&message.Control) +
            AssertField("msghdr", "msg_controllen", &message, &message.ControlLength) +
            AssertField("msghdr", "msg_flags", &message, &message.Flags) +
            AssertEqual("sizeof(struct linger)", sizeof(Linger)) +
            AssertField("linger", "l_onoff", &linger, &linger.IsOn) +
            AssertField("linger", "l_linger", &linger, &linger.Seconds);
    }

    private static unsafe string AssertField<T>(string structure, string field, void* start, T* place) where T : unmanaged =>
        AssertField(structure, field, (int)((byte*)place - (byte*)start), sizeof(T));

    private static string AssertField(string structure, string field, int offset, int size) =>
        AssertEqual($"offsetof(struct {structure}, {field})", offset) +
        AssertEqual($"sizeof(((struct {structure} *)0)->{field})", size);

    private static string AssertEqual(string expression, long value) =>
        string.Create(CultureInfo.InvariantCulture, $"_Static_assert({expression} == {value}, \"{expression}\");\n");
}

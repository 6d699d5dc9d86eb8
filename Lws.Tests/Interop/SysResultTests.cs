using System.Net.Sockets;
using Lws.Interop;
using Xunit;

namespace Lws.Tests.Interop;

public sealed class SysResultTests
{
    [Fact]
    public void A_success_is_no_error()
    {
        SysResult result = SysResult.Success(0);

        Assert.False(result.IsError || result.WouldBlock || result.IsOutOfDescriptors);
    }

    // By name: errors are internal, and so cannot be parameters of a public test.
    [Theory]
    [InlineData("EMFILE", true, false)]
    [InlineData("ENFILE", true, false)]
    [InlineData("ENOBUFS", true, false)]
    [InlineData("ENOMEM", true, false)]
    [InlineData("EAGAIN", false, false)]
    [InlineData("ECONNABORTED", false, true)]
    [InlineData("EPERM", false, true)]
    [InlineData("EBADF", false, false)]
    public void An_accept_tells_lack_of_descriptors_from_a_lost_connection(string error, bool isOut, bool isLost)
    {
        SysResult result = SysResult.Failure(Enum.Parse<Errno>(error));

        Assert.Equal(isOut, result.IsOutOfDescriptors);
        Assert.Equal(isLost, result.IsLostBeforeAccept);
    }

    [Theory]
    [InlineData("EMFILE", SocketError.TooManyOpenSockets, "ulimit -n")]
    [InlineData("EADDRINUSE", SocketError.AddressAlreadyInUse, "port")]
    [InlineData("EACCES", SocketError.AccessDenied, "CAP_NET_BIND_SERVICE")]
    public void An_exception_says_what_to_do(string error, SocketError code, string advice)
    {
        SocketException exception = SysResult.Failure(Enum.Parse<Errno>(error)).ToException();

        Assert.Equal(code, exception.SocketErrorCode);
        Assert.Contains(advice, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_without_a_name_here_still_says_what_it_is()
    {
        // ENOSPC: epoll's limit of watches.
        SocketException exception = SysResult.Failure((Errno)28).ToException();

        Assert.Contains("No space left on device (errno 28)", exception.Message, StringComparison.Ordinal);
    }
}

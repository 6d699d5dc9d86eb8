using System.Net;
using System.Net.Sockets;

namespace Lws.Interop;

/// <summary>Opens a stream socket and connects it. The caller owns the descriptor that it is given.</summary>
internal static unsafe class ClientSocket
{
    /// <summary>Begins to connect; the socket becomes writable when that has come to an end (<see cref="TcpSocket.TakeError"/>).</summary>
    /// <param name="endPoint">The address to reach.</param>
    /// <param name="fd">The socket, non-blocking and without send delay, or -1 on an error.</param>
    public static SysResult Connect(IPEndPoint endPoint, out int fd)
    {
        int family = endPoint.AddressFamily == AddressFamily.InterNetworkV6 ? LinuxConstants.AF_INET6 : LinuxConstants.AF_INET;
        const int Type = LinuxConstants.SOCK_STREAM | LinuxConstants.SOCK_NONBLOCK | LinuxConstants.SOCK_CLOEXEC;
        SysResult result = SysResult.FromReturned(Libc.socket(family, Type, 0));
        fd = result.Value;
        if (result.IsError)
            return result;

        result = TcpSocket.SetNoDelay(fd);
        if (!result.IsError)
            result = Begin(fd, endPoint);
        if (!result.IsError || result.IsInProgress)
            return SysResult.Success(0);

        _ = TcpSocket.Close(fd);
        fd = -1;
        return result;
    }

    // Interrupted by a signal, a connect goes on all the same (connect(2)): it is in progress, not to be repeated.
    private static SysResult Begin(int fd, IPEndPoint endPoint)
    {
        byte* address = stackalloc byte[SockAddr.MaxLength];
        int length = SockAddr.Write(endPoint, new Span<byte>(address, SockAddr.MaxLength));
        SysResult result = SysResult.FromReturned(Libc.connect(fd, address, (uint)length));
        return result.IsInterrupted ? SysResult.Failure(Errno.EINPROGRESS) : result;
    }
}

using System.Net;
using System.Net.Sockets;

namespace Lws.Interop;

/// <summary>Opens a listening stream socket and accepts from it. The caller owns every descriptor that it is given.</summary>
internal static unsafe class ListenSocket
{
    /// <summary>Opens a non-blocking socket that listens; on an error no descriptor is left open.</summary>
    /// <param name="endPoint">The address to bind; <c>::</c> takes IPv4 too, port 0 lets the kernel choose.</param>
    /// <param name="backlog">Connections that may wait to be accepted; the kernel caps it at net.core.somaxconn.</param>
    /// <param name="reusePort">Lets several loops listen on one port; the kernel spreads connections over them.</param>
    /// <param name="fd">The socket, or -1 on an error.</param>
    public static SysResult Open(IPEndPoint endPoint, int backlog, bool reusePort, out int fd)
    {
        int family = endPoint.AddressFamily == AddressFamily.InterNetworkV6 ? LinuxConstants.AF_INET6 : LinuxConstants.AF_INET;
        const int Type = LinuxConstants.SOCK_STREAM | LinuxConstants.SOCK_NONBLOCK | LinuxConstants.SOCK_CLOEXEC;
        SysResult opened = SysResult.FromReturned(Libc.socket(family, Type, 0));
        fd = opened.Value;
        if (opened.IsError)
            return opened;

        SysResult result = Prepare(fd, endPoint, reusePort);
        if (!result.IsError)
            result = Bind(fd, endPoint);
        if (!result.IsError)
            result = SysResult.FromReturned(Libc.listen(fd, backlog));
        if (result.IsError)
        {
            _ = TcpSocket.Close(fd);
            fd = -1;
        }
        return result;
    }

    /// <summary>Answers with the descriptor of the next connection: non-blocking, closed on exec, without send delay.</summary>
    public static SysResult Accept(int listenFd)
    {
        SysResult result;
        do
            result = SysResult.FromReturned(
                Libc.accept4(listenFd, null, null, LinuxConstants.SOCK_NONBLOCK | LinuxConstants.SOCK_CLOEXEC));
        while (result.IsInterrupted);
        return result;
    }

    private static SysResult Prepare(int fd, IPEndPoint endPoint, bool reusePort)
    {
        // A restarted server must not wait for the TIME_WAIT of its old connections.
        SysResult result = SocketOption.Set(fd, LinuxConstants.SOL_SOCKET, LinuxConstants.SO_REUSEADDR, 1);
        if (!result.IsError && reusePort)
            result = SocketOption.Set(fd, LinuxConstants.SOL_SOCKET, LinuxConstants.SO_REUSEPORT, 1);
        // Accepted sockets inherit it on Linux (tcp(7)), which saves a call for each.
        if (!result.IsError)
            result = TcpSocket.SetNoDelay(fd);
        // Set either way: the default is a sysctl of the machine (net.ipv6.bindv6only).
        if (!result.IsError && endPoint.AddressFamily == AddressFamily.InterNetworkV6)
            result = SocketOption.Set(fd, LinuxConstants.IPPROTO_IPV6, LinuxConstants.IPV6_V6ONLY, IsDualStack(endPoint) ? 0 : 1);
        return result;
    }

    private static bool IsDualStack(IPEndPoint endPoint) =>
        endPoint.Address.Equals(IPAddress.IPv6Any) || endPoint.Address.IsIPv4MappedToIPv6;

    private static SysResult Bind(int fd, IPEndPoint endPoint)
    {
        byte* address = stackalloc byte[SockAddr.MaxLength];
        int length = SockAddr.Write(endPoint, new Span<byte>(address, SockAddr.MaxLength));
        return SysResult.FromReturned(Libc.bind(fd, address, (uint)length));
    }
}

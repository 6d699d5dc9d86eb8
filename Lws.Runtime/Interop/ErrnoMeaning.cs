using System.Net.Sockets;

namespace Lws.Interop;

/// <summary>What .NET calls an error, and what its reader can do about it, for exceptions.</summary>
internal static class ErrnoMeaning
{
    public static (SocketError Code, string? Advice) Of(Errno error) => error switch
    {
        Errno.EMFILE => (SocketError.TooManyOpenSockets, "Raise the process's limit of open files (ulimit -n) or close some."),
        Errno.ENFILE => (SocketError.TooManyOpenSockets, "Raise the system's limit of open files (sysctl fs.file-max)."),
        Errno.ENOBUFS or Errno.ENOMEM => (SocketError.NoBufferSpaceAvailable, "The kernel is out of memory for sockets."),
        Errno.EADDRINUSE => (SocketError.AddressAlreadyInUse, "Another socket has this port: stop its process or take another port."),
        Errno.EADDRNOTAVAIL => (SocketError.AddressNotAvailable, "No interface of this machine has this address."),
        Errno.EAFNOSUPPORT => (SocketError.AddressFamilyNotSupported, "The kernel runs without this address family; is IPv6 disabled?"),
        Errno.EACCES => (SocketError.AccessDenied, "Ports below 1024 want CAP_NET_BIND_SERVICE or root."),
        Errno.EPERM => (SocketError.AccessDenied, null),
        Errno.EAGAIN => (SocketError.WouldBlock, null),
        Errno.EINTR => (SocketError.Interrupted, null),
        Errno.EPIPE => (SocketError.Shutdown, null),
        Errno.ECONNABORTED => (SocketError.ConnectionAborted, null),
        Errno.ECONNRESET => (SocketError.ConnectionReset, null),
        Errno.ECONNREFUSED => (SocketError.ConnectionRefused, null),
        Errno.ETIMEDOUT => (SocketError.TimedOut, null),
        Errno.ENETDOWN => (SocketError.NetworkDown, null),
        Errno.ENETUNREACH => (SocketError.NetworkUnreachable, null),
        Errno.EHOSTDOWN => (SocketError.HostDown, null),
        Errno.EHOSTUNREACH => (SocketError.HostUnreachable, null),
        _ => (SocketError.SocketError, null),
    };
}

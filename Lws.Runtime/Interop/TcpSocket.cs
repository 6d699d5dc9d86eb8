using System.Diagnostics;

namespace Lws.Interop;

/// <summary>What the loop does with a connected, non-blocking stream socket, one system call a method.</summary>
/// <remarks>The caller owns the descriptor. Loop thread only: nothing keeps another thread from closing it meanwhile.</remarks>
internal static unsafe class TcpSocket
{
    /// <summary>Answers with the bytes received; 0 says that the peer has ended its stream.</summary>
    public static SysResult Receive(int fd, Span<byte> buffer)
    {
        Debug.Assert(!buffer.IsEmpty, "a receive into no space would look like the end of the stream");
        fixed (byte* start = buffer)
        {
            SysResult result;
            do
                result = SysResult.FromReturned(Libc.syscall(SystemCall.RecvFrom, fd, (nint)start, buffer.Length, 0, 0, 0));
            while (result.IsInterrupted);
            return result;
        }
    }

    /// <summary>Answers with the bytes that the socket took, which may be fewer than given.</summary>
    public static SysResult Send(int fd, ReadOnlySpan<byte> data)
    {
        Debug.Assert(!data.IsEmpty, "a send of nothing makes no progress");
        fixed (byte* start = data)
        {
            SysResult result;
            do
                result = SysResult.FromReturned(Libc.syscall(SystemCall.SendTo, fd, (nint)start, data.Length, LinuxConstants.MSG_NOSIGNAL, 0, 0));
            while (result.IsInterrupted);
            return result;
        }
    }

    /// <summary>Sends up to three pieces in one system call; empty ones are left out. Answers as the other one does.</summary>
    public static SysResult Send(int fd, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third)
    {
        fixed (byte* firstStart = first, secondStart = second, thirdStart = third)
        {
            IoVector* vectors = stackalloc IoVector[3];
            int count = 0;
            if (!first.IsEmpty)
                vectors[count++] = new IoVector { Base = firstStart, Length = (nuint)first.Length };
            if (!second.IsEmpty)
                vectors[count++] = new IoVector { Base = secondStart, Length = (nuint)second.Length };
            if (!third.IsEmpty)
                vectors[count++] = new IoVector { Base = thirdStart, Length = (nuint)third.Length };
            Debug.Assert(count > 0, "a send of nothing makes no progress");

            var message = new MessageHeader { Vectors = vectors, VectorCount = (nuint)count };
            SysResult result;
            do
                result = SysResult.FromReturned(Libc.syscall(SystemCall.SendMsg, fd, (nint)(&message), LinuxConstants.MSG_NOSIGNAL, 0, 0, 0));
            while (result.IsInterrupted);
            return result;
        }
    }

    /// <summary>Ends the stream towards the peer, behind what has been sent; receiving goes on.</summary>
    public static SysResult ShutdownSend(int fd) => SysResult.FromReturned(Libc.shutdown(fd, LinuxConstants.SHUT_WR));

    /// <summary>Closes the descriptor, which is gone whatever the answer.</summary>
    public static SysResult Close(int fd)
    {
        // Not repeated on EINTR: Linux has freed the number by then, and another thread may own it already (close(2)).
        SysResult result = SysResult.FromReturned(Libc.close(fd));
        Debug.Assert(result.Error != Errno.EBADF, "closed a descriptor that was not open; it may be someone else's next time");
        return result;
    }

    /// <summary>Makes the close to come drop unsent bytes and reset the connection, which leaves no TIME_WAIT behind.</summary>
    public static void ResetOnClose(int fd) => SetLinger(fd, isOn: 1);

    /// <summary>The peer's address; the default value when the connection is gone or is not IP.</summary>
    public static TcpEndPoint PeerOf(int fd)
    {
        byte* address = stackalloc byte[SockAddr.MaxLength];
        uint length = SockAddr.MaxLength;
        return Libc.getpeername(fd, address, &length) == 0 ? SockAddr.Read(Written(address, length)) : default;
    }

    /// <summary>The address that the socket is bound to; the default value when it is not IP.</summary>
    public static TcpEndPoint LocalOf(int fd)
    {
        byte* address = stackalloc byte[SockAddr.MaxLength];
        uint length = SockAddr.MaxLength;
        return Libc.getsockname(fd, address, &length) == 0 ? SockAddr.Read(Written(address, length)) : default;
    }

    /// <summary>Answers with a second descriptor of the same connection, without send delay; both are to be closed.</summary>
    public static SysResult Duplicate(int fd)
    {
        SysResult copied = SysResult.FromReturned(Libc.fcntl(fd, LinuxConstants.F_DUPFD_CLOEXEC, 0));
        if (copied.IsError)
            return copied;
        SysResult result = SetNoDelay(copied.Value);
        if (!result.IsError)
            return copied;
        _ = Close(copied.Value);
        return result;
    }

    /// <summary>Makes the close to come send what is unsent, as is the default.</summary>
    public static void LingerOnClose(int fd) => SetLinger(fd, isOn: 0);

    /// <summary>For adopted sockets; those from <see cref="ListenSocket.Accept"/> are non-blocking already.</summary>
    public static SysResult SetNonBlocking(int fd)
    {
        SysResult flags = SysResult.FromReturned(Libc.fcntl(fd, LinuxConstants.F_GETFL, 0));
        return flags.IsError
            ? flags
            : SysResult.FromReturned(Libc.fcntl(fd, LinuxConstants.F_SETFL, flags.Value | LinuxConstants.O_NONBLOCK));
    }

    /// <summary>For adopted sockets; those from <see cref="ListenSocket.Accept"/> send without delay already.</summary>
    public static SysResult SetNoDelay(int fd) => SocketOption.Set(fd, LinuxConstants.IPPROTO_TCP, LinuxConstants.TCP_NODELAY, 1);

    /// <summary>Has the socket take no more while so many bytes of it are not sent yet. What a listening socket accepts inherits it.</summary>
    public static SysResult LimitUnsent(int fd, int bytes) =>
        SocketOption.Set(fd, LinuxConstants.IPPROTO_TCP, LinuxConstants.TCP_NOTSENT_LOWAT, bytes);

    /// <summary>Takes the error that is pending on the socket, and clears it; a success says that there was none.</summary>
    public static SysResult TakeError(int fd)
    {
        SysResult pending = SocketOption.Get(fd, LinuxConstants.SOL_SOCKET, LinuxConstants.SO_ERROR);
        return pending.IsError || pending.Value == 0 ? pending : SysResult.Failure((Errno)pending.Value);
    }

    // The kernel states the full length even where it had to cut the address off.
    private static ReadOnlySpan<byte> Written(byte* address, uint length) => new(address, (int)Math.Min(length, SockAddr.MaxLength));

    private static void SetLinger(int fd, int isOn)
    {
        var linger = new Linger { IsOn = isOn, Seconds = 0 };
        int returned = Libc.setsockopt(fd, LinuxConstants.SOL_SOCKET, LinuxConstants.SO_LINGER, &linger, (uint)sizeof(Linger));
        Debug.Assert(returned == 0, "SO_LINGER cannot fail on an open socket");
    }
}

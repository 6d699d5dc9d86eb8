using System.Runtime.InteropServices;

namespace Lws.Interop;

/// <summary>
/// The numbers of the system calls that each message needs. They are made past libc's functions, since these are cancellation points:
/// in a process with several threads, as any of .NET is, that costs two atomic operations a call.
/// </summary>
/// <remarks>A test compiles every member of both tables against the real headers, by its name.</remarks>
internal static class SystemCall
{
    public static readonly nint RecvFrom = Choose(X64.__NR_recvfrom, Generic.__NR_recvfrom);
    public static readonly nint SendTo = Choose(X64.__NR_sendto, Generic.__NR_sendto);
    public static readonly nint SendMsg = Choose(X64.__NR_sendmsg, Generic.__NR_sendmsg);
    public static readonly nint EpollPWait = Choose(X64.__NR_epoll_pwait, Generic.__NR_epoll_pwait);

    private static nint Choose(nint x64, nint generic) => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => x64,
        Architecture.Arm64 => generic,
        Architecture other => throw new PlatformNotSupportedException($"Lws runs on Linux on x64 and arm64, not on {other}."),
    };

    /// <summary>The table of x64.</summary>
    public static class X64
    {
        public const int __NR_sendto = 44;
        public const int __NR_recvfrom = 45;
        public const int __NR_sendmsg = 46;
        public const int __NR_epoll_pwait = 281;
    }

    /// <summary>The table that newer architectures share, arm64 among them: <c>asm-generic/unistd.h</c>.</summary>
    public static class Generic
    {
        public const int __NR_epoll_pwait = 22;
        public const int __NR_sendto = 206;
        public const int __NR_recvfrom = 207;
        public const int __NR_sendmsg = 211;
    }
}

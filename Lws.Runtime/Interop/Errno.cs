namespace Lws.Interop;

/// <summary>The errors that this library tells apart, under their C names; a <see cref="SysResult"/> may carry others.</summary>
/// <remarks>A test compiles every member against the real headers, by its name.</remarks>
internal enum Errno
{
    None = 0,
    EPERM = 1,
    EINTR = 4,
    EBADF = 9,
    EAGAIN = 11,
    ENOMEM = 12,
    EACCES = 13,
    ENFILE = 23,
    EMFILE = 24,
    EPIPE = 32,
    ENONET = 64,
    EPROTO = 71,
    ENOPROTOOPT = 92,
    EOPNOTSUPP = 95,
    EAFNOSUPPORT = 97,
    EADDRINUSE = 98,
    EADDRNOTAVAIL = 99,
    ENETDOWN = 100,
    ENETUNREACH = 101,
    ECONNABORTED = 103,
    ECONNRESET = 104,
    ENOBUFS = 105,
    ETIMEDOUT = 110,
    ECONNREFUSED = 111,
    EHOSTDOWN = 112,
    EHOSTUNREACH = 113,
    EINPROGRESS = 115,
}

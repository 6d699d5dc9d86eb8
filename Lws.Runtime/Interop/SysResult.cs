using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Lws.Interop;

/// <summary>The answer of a system call: a value that is not negative, or an error.</summary>
internal readonly struct SysResult
{
    private SysResult(int value, Errno error)
    {
        Value = value;
        Error = error;
    }

    /// <summary>What a stream that is no socket answers where a socket would block.</summary>
    public static SysResult NotNow => Failure(Errno.EAGAIN);

    /// <summary>What it answers where a socket has been reset.</summary>
    public static SysResult Reset => Failure(Errno.ECONNRESET);

    /// <summary>What it answers to a send where nobody reads any more.</summary>
    public static SysResult NobodyReads => Failure(Errno.EPIPE);

    /// <summary>Bytes moved, a new descriptor or a count of events, as the call says; -1 with an error.</summary>
    public int Value { get; }

    public Errno Error { get; }

    public bool IsError => Error != Errno.None;

    /// <summary>Nothing was done, since it would have had to wait; readiness will be reported.</summary>
    public bool WouldBlock => Error == Errno.EAGAIN;

    /// <summary>A connect goes on by itself; the socket becomes writable when it has come to an end.</summary>
    public bool IsInProgress => Error == Errno.EINPROGRESS;

    /// <summary>A signal came first; nothing was done.</summary>
    public bool IsInterrupted => Error == Errno.EINTR;

    /// <summary>The process or the system has no descriptor or socket memory left: asking again at once gets the same answer.</summary>
    public bool IsOutOfDescriptors => Error is Errno.EMFILE or Errno.ENFILE or Errno.ENOBUFS or Errno.ENOMEM;

    /// <summary>
    /// An accept met a connection that had failed before it was taken (accept(2) lists these errors): the next one may be sound.
    /// </summary>
    public bool IsLostBeforeAccept => Error is Errno.ECONNABORTED or Errno.EPERM or Errno.EPROTO or Errno.ENOPROTOOPT
        or Errno.ENETDOWN or Errno.ENONET or Errno.EHOSTDOWN or Errno.EHOSTUNREACH or Errno.ENETUNREACH or Errno.EOPNOTSUPP
        or Errno.ETIMEDOUT;

    public static SysResult Success(int value)
    {
        Debug.Assert(value >= 0, "negative values are errors");
        return new SysResult(value, Errno.None);
    }

    public static SysResult Failure(Errno error)
    {
        Debug.Assert(error != Errno.None, "a failure has an error");
        return new SysResult(-1, error);
    }

    /// <summary>Takes what libc returned, and the thread's errno when that was -1; to be called before any other native call.</summary>
    public static SysResult FromReturned(nint returned) =>
        returned >= 0 ? Success((int)returned) : Failure((Errno)Marshal.GetLastPInvokeError());

    /// <summary>What .NET calls the error; Success where there is none.</summary>
    public SocketError SocketError => IsError ? ErrnoMeaning.Of(Error).Code : SocketError.Success;

    /// <summary>The exception for those who cannot go on, with advice where there is some.</summary>
    public SocketException ToException()
    {
        Debug.Assert(IsError, "a success is no exception");
        (SocketError code, string? advice) = ErrnoMeaning.Of(Error);
        string text = $"{Marshal.GetPInvokeErrorMessage((int)Error)} (errno {(int)Error}).";
        return new SocketException((int)code, advice is null ? text : $"{text} {advice}");
    }
}

using System.Diagnostics;

namespace Lws.Interop;

/// <summary>Ends the loop's wait from another thread: an eventfd, written once a burst however many signals it has.</summary>
/// <remarks>
/// Post first, then <see cref="Signal"/>; on the loop's thread <see cref="Clear"/> first, then take what was posted. Then no post
/// is left behind: a signal that finds the wake-up pending is followed by the taking that belongs to that wake-up.
/// </remarks>
internal sealed unsafe class WakeUp : IDisposable
{
    private readonly Lock _gate = new();
    private bool _isPending;

    /// <exception cref="System.Net.Sockets.SocketException">No descriptor is to be had.</exception>
    public WakeUp()
    {
        SysResult created = SysResult.FromReturned(Libc.eventfd(0, LinuxConstants.EFD_NONBLOCK | LinuxConstants.EFD_CLOEXEC));
        if (created.IsError)
            throw created.ToException();
        Fd = created.Value;
    }

    /// <summary>To be watched for receiving; -1 once disposed.</summary>
    public int Fd { get; private set; }

    /// <summary>Makes the descriptor readable. Any thread; after disposal it does nothing.</summary>
    public void Signal()
    {
        if (Interlocked.Exchange(ref _isPending, true))
            return;

        // Without the lock, a disposal in between could let the write hit the next owner of the number.
        lock (_gate)
        {
            if (Fd < 0)
                return;
            ulong one = 1;
            SysResult result;
            do
                result = SysResult.FromReturned(Libc.write(Fd, &one, sizeof(ulong)));
            while (result.IsInterrupted);
            Debug.Assert(!result.IsError, "a counter of a few signals cannot be full");
        }
    }

    /// <summary>Makes the descriptor silent until the next signal. Loop thread only.</summary>
    public void Clear()
    {
        ulong counter;
        SysResult result;
        do
            result = SysResult.FromReturned(Libc.read(Fd, &counter, sizeof(ulong)));
        while (result.IsInterrupted);
        Debug.Assert(!result.IsError || result.WouldBlock, "an eventfd can be read while it is open");

        // After the read: the other way round, the read could eat a signal that believes itself pending for ever.
        Interlocked.Exchange(ref _isPending, false);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (Fd < 0)
                return;
            _ = TcpSocket.Close(Fd);
            Fd = -1;
        }
    }
}

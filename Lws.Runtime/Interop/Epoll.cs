using System.Diagnostics;

namespace Lws.Interop;

/// <summary>A level-triggered epoll instance and the buffer for one batch of its events.</summary>
/// <remarks>Loop thread only. <see cref="Wait"/> fills the batch, the indexer reads it until the next wait.</remarks>
internal sealed unsafe class Epoll : IDisposable
{
    // Pinned for good, so that the long waits do not pin an array of the compacting heap.
    private readonly byte[] _events;
    private readonly int _maxEvents;

    /// <summary>Makes an instance that reports at most <paramref name="maxEvents"/> a wait.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">No descriptor is to be had.</exception>
    public Epoll(int maxEvents)
    {
        Debug.Assert(maxEvents > 0, "a batch holds at least one event");
        SysResult created = SysResult.FromReturned(Libc.epoll_create1(LinuxConstants.EPOLL_CLOEXEC));
        if (created.IsError)
            throw created.ToException();
        Fd = created.Value;
        _maxEvents = maxEvents;
        _events = GC.AllocateArray<byte>(maxEvents * EpollLayout.Stride, pinned: true);
    }

    /// <summary>The instance itself, readable while events wait, for a foreign event loop; -1 once disposed.</summary>
    public int Fd { get; private set; }

    /// <summary>Bytes of the buffer for a batch.</summary>
    public long Bytes => Buffers.ObjectSize.OfArray<byte>(_events.Length);

    /// <summary>Events of the last batch.</summary>
    public int Count { get; private set; }

    /// <summary>An event of the last batch.</summary>
    public EpollEvent this[int index]
    {
        get
        {
            Debug.Assert((uint)index < (uint)Count, "only the events of the last wait may be read");
            return EpollLayout.Read(_events.AsSpan(index * EpollLayout.Stride, EpollLayout.Stride));
        }
    }

    /// <summary>Begins to watch a descriptor; its events carry <paramref name="data"/>.</summary>
    public SysResult Add(int fd, EpollInterest interest, ulong data) => Control(LinuxConstants.EPOLL_CTL_ADD, fd, interest, data);

    /// <summary>Replaces interest and data of a watched descriptor.</summary>
    public SysResult Modify(int fd, EpollInterest interest, ulong data) => Control(LinuxConstants.EPOLL_CTL_MOD, fd, interest, data);

    /// <summary>Ends watching. Closing the last descriptor of a socket does so too.</summary>
    public SysResult Remove(int fd) => Control(LinuxConstants.EPOLL_CTL_DEL, fd, EpollInterest.None, 0);

    /// <summary>Waits for a batch and answers with its number of events.</summary>
    /// <param name="timeoutMilliseconds">0 does not wait, -1 waits without an end.</param>
    /// <returns>0 also when a signal ended the wait, so that the caller computes its time-out anew.</returns>
    public SysResult Wait(int timeoutMilliseconds)
    {
        SysResult result;
        fixed (byte* events = _events)
            result = SysResult.FromReturned(Libc.syscall(SystemCall.EpollPWait, Fd, (nint)events, _maxEvents, timeoutMilliseconds, 0, 0));
        if (result.IsInterrupted)
            result = SysResult.Success(0);
        Count = result.IsError ? 0 : result.Value;
        return result;
    }

    public void Dispose()
    {
        if (Fd < 0)
            return;
        _ = TcpSocket.Close(Fd);
        Fd = -1;
    }

    private SysResult Control(int operation, int fd, EpollInterest interest, ulong data)
    {
        byte* bytes = stackalloc byte[EpollLayout.MaxStride];
        EpollLayout.Write(new Span<byte>(bytes, EpollLayout.MaxStride), interest, data);
        return SysResult.FromReturned(Libc.epoll_ctl(Fd, operation, fd, bytes));
    }
}

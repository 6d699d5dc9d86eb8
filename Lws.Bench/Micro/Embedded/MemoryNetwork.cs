using Lws.Interop;
using Lws.Loop;

namespace Lws.Bench.Micro.Embedded;

/// <summary>
/// The peers of one embedded loop. As a kernel would, it copies what arrives to whoever receives, and what is sent to a buffer of its
/// own; it makes no system call and allocates nothing once it is made.
/// </summary>
/// <remarks>All open connections are given the same bytes, so that a batch of any number of them costs nothing to set up.</remarks>
internal sealed class MemoryNetwork
{
    public const int ListenFd = 3;
    public const int MaxConnections = 1_000;

    private const int FirstFd = 8;
    private const int SentCapacity = 2 << 20;
    private const int EventsAtOnce = 256; // as many as EpollIo hands out

    private readonly bool[] _isOpen = new bool[MaxConnections];
    private readonly ulong[] _data = new ulong[MaxConnections];
    private readonly EpollEvent[] _events = new EpollEvent[MaxConnections];
    private readonly byte[] _sent = new byte[SentCapacity];
    private ReadOnlyMemory<byte> _arriving;
    private bool _isKnocking;
    private int _eventCount;
    private int _batchStart;
    private int _batchEnd;

    /// <summary>A millisecond later at each wait, so that deadlines are met as they are in a server at work.</summary>
    public uint Now { get; private set; }

    public bool HasEvents => _batchEnd < _eventCount;

    /// <summary>What was sent since the last event was raised.</summary>
    public ReadOnlySpan<byte> Sent => _sent.AsSpan(0, SentLength);

    public int SentLength { get; private set; }

    public EpollEvent this[int index] => _events[_batchStart + index];

    /// <summary>A client wants to be accepted.</summary>
    public void Knock()
    {
        BeginEvents();
        _isKnocking = true;
        _events[_eventCount++] = new EpollEvent(EpollReadiness.Receive, EventData.Listener(0));
    }

    /// <summary>The same bytes arrive on every open connection; no bytes are the end of the peer's stream.</summary>
    public void Arrive(ReadOnlyMemory<byte> bytes)
    {
        _arriving = bytes;
        Raise(EpollReadiness.Receive);
    }

    /// <summary>Forgets what was sent.</summary>
    public void Forget() => SentLength = 0;

    /// <summary>Every open connection can be written to: for one that connects, it is connected.</summary>
    public void BecomeWritable() => Raise(EpollReadiness.Send);

    public int Wait()
    {
        Now++;
        _batchStart = _batchEnd;
        _batchEnd = Math.Min(_eventCount, _batchStart + EventsAtOnce);
        return _batchEnd - _batchStart;
    }

    public SysResult Accept()
    {
        if (!_isKnocking)
            return SysResult.Failure(Errno.EAGAIN);
        _isKnocking = false;
        return SysResult.Success(Open());
    }

    /// <summary>The lowest free descriptor, as the kernel gives them out.</summary>
    public int Open()
    {
        int index = Array.IndexOf(_isOpen, false);
        _isOpen[index] = true;
        return FirstFd + index;
    }

    public void Watch(int fd, ulong data)
    {
        if (fd != ListenFd)
            _data[fd - FirstFd] = data;
    }

    public void Close(int fd)
    {
        if (fd != ListenFd)
            _isOpen[fd - FirstFd] = false;
    }

    public SysResult Receive(Span<byte> buffer)
    {
        _arriving.Span.CopyTo(buffer);
        return SysResult.Success(_arriving.Length);
    }

    public void Send(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_sent.AsSpan(SentLength));
        SentLength += bytes.Length;
    }

    private void Raise(EpollReadiness readiness)
    {
        BeginEvents();
        for (int index = 0; index < MaxConnections && _isOpen[index]; index++)
            _events[_eventCount++] = new EpollEvent(readiness, _data[index]);
    }

    private void BeginEvents()
    {
        SentLength = 0;
        _eventCount = _batchStart = _batchEnd = 0;
    }
}

using Lws.Buffers;
using Lws.Interop;

namespace Lws.Streams;

/// <summary>
/// The streams of a loop that are no sockets, each under a descriptor of its own, and their events: level-triggered, as epoll's are.
/// </summary>
/// <remarks>
/// Loop thread only, but for <see cref="Changed"/>. A stream is looked at when it has changed, when its watch has, and once more
/// after each of its events: so a stream at rest costs nothing, and nobody is asked in vain.
/// </remarks>
/// <param name="wakeUp">Ends the loop's wait.</param>
internal sealed class StreamTable(WakeUp wakeUp)
{
    /// <summary>The kernel's descriptors are smaller: it counts them from 0 up, to at most 1,073,741,816 (<c>fs.nr_open</c>).</summary>
    public const int FirstFd = 1 << 30;

    private readonly List<ByteStream?> _streams = [];
    private readonly Stack<int> _free = [];
    private readonly List<EpollEvent> _events = [];
    private readonly List<ByteStream> _ready = [];
    private readonly Lock _gate = new();
    private List<ByteStream> _changed = []; // under the gate
    private List<ByteStream> _looking = [];

    /// <summary>Bytes of its lists; the streams themselves are their makers'.</summary>
    public long Bytes =>
        ObjectSize.OfArray<nint>(_streams.Capacity) + ObjectSize.OfArray<int>(_free.Capacity)
        + ObjectSize.OfArray<EpollEvent>(_events.Capacity) + ObjectSize.OfArray<nint>(_ready.Capacity)
        + ObjectSize.OfArray<nint>(_changed.Capacity) + ObjectSize.OfArray<nint>(_looking.Capacity);

    public int EventCount => _events.Count;

    /// <summary>Some stream is to be looked at before the next wait.</summary>
    public bool HasCandidates
    {
        get
        {
            lock (_gate)
                return _ready.Count + _changed.Count > 0;
        }
    }

    public ByteStream this[int fd] => _streams[fd - FirstFd] ?? throw new InvalidOperationException("The stream is closed.");

    /// <summary>An event of this batch.</summary>
    public EpollEvent EventAt(int index) => _events[index];

    public int Add(ByteStream stream)
    {
        stream.AttachTo(this);
        if (_free.TryPop(out int index))
        {
            _streams[index] = stream;
            return FirstFd + index;
        }

        _streams.Add(stream);
        return FirstFd + _streams.Count - 1;
    }

    public void Watch(int fd, EpollInterest interest, ulong data)
    {
        ByteStream stream = this[fd];
        stream.Interest = interest;
        stream.Data = data;
        List(stream);
    }

    public void Close(int fd)
    {
        ByteStream stream = this[fd];
        _streams[fd - FirstFd] = null;
        _free.Push(fd - FirstFd);
        stream.Detach();
        stream.Close();
    }

    /// <summary>Has the loop look at a stream. Any thread.</summary>
    public void Changed(ByteStream stream)
    {
        if (List(stream))
            wakeUp.Signal();
    }

    /// <summary>Forgets the events of the last batch, and looks at their streams again.</summary>
    public void BeginBatch()
    {
        _events.Clear();
        foreach (ByteStream stream in _ready)
            List(stream);
        _ready.Clear();
    }

    /// <summary>Looks at the streams that have changed: what they are ready for becomes an event of this batch.</summary>
    public void Collect()
    {
        lock (_gate)
        {
            (_changed, _looking) = (_looking, _changed);
            foreach (ByteStream stream in _looking)
                stream.IsListed = false;
        }

        foreach (ByteStream stream in _looking)
            Look(stream);
        _looking.Clear();
    }

    private void Look(ByteStream stream)
    {
        if (!stream.IsAttached)
            return;
        EpollReadiness readiness = stream.ReadinessFor(stream.Interest);
        if (readiness == EpollReadiness.None)
            return;
        _events.Add(new EpollEvent(readiness, stream.Data));
        _ready.Add(stream);
    }

    private bool List(ByteStream stream)
    {
        lock (_gate)
        {
            if (stream.IsListed)
                return false;
            stream.IsListed = true;
            _changed.Add(stream);
            return true;
        }
    }
}

namespace Lws.Bench.FdMap.Strategies;

/// <summary>The map that one would take from the shelf.</summary>
internal readonly struct DictionaryLookup : ILookup
{
    private readonly Dictionary<int, int> _slots;

    public DictionaryLookup(int capacity)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        _slots = new Dictionary<int, int>(capacity);
        Bytes = GC.GetAllocatedBytesForCurrentThread() - before;
    }

    public long Bytes { get; }

    public ulong Open(int fd)
    {
        _slots.Add(fd, _slots.Count);
        return (ulong)fd;
    }

    public bool FindByEvent(ulong data) => FindByFd((int)data);

    public bool FindByFd(int fd) => _slots.TryGetValue(fd, out _);
}

namespace Lws.Bench.FdMap.Strategies;

/// <summary>The map that one would take from the shelf.</summary>
internal struct DictionaryLookup : ILookup
{
    private Dictionary<int, int> _slots;

    public long Bytes { readonly get; private set; }

    public void Initialize(LookupCase @case)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        _slots = new Dictionary<int, int>(@case.Capacity);
        Bytes = GC.GetAllocatedBytesForCurrentThread() - before;
    }

    public readonly ulong Open(int fd)
    {
        _slots.Add(fd, _slots.Count);
        return (ulong)fd;
    }

    public readonly bool FindByEvent(ulong data) => FindByFd((int)data);

    public readonly bool FindByFd(int fd) => _slots.TryGetValue(fd, out _);
}

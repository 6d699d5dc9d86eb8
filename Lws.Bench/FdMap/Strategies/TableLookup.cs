using Lws.Connections;
using Lws.Loop;

namespace Lws.Bench.FdMap.Strategies;

/// <summary>A table of the runtime, or one that the generator emitted, looked up as the event loop does it.</summary>
internal struct TableLookup<TTable> : ILookup
    where TTable : struct, IFdTable
{
    private TTable _table;

    // Nothing that looks up is readonly: on a type parameter that would copy the whole table for each call.
    public readonly long Bytes => _table.Bytes;

    public void Initialize(LookupCase @case)
    {
        _table = default;
        _table.Initialize(@case.FdLimit ?? int.MaxValue);
    }

    public ulong Open(int fd)
    {
        if (!_table.TryAdd(fd, out int slot))
            throw new InvalidOperationException("The table is smaller than its limit.");
        return EventData.Connection(slot, _table.GenerationOf(slot));
    }

    public bool FindByEvent(ulong data)
    {
        var unpacked = new EventData(data);
        return _table.IsCurrent(unpacked.Slot, unpacked.Generation);
    }

    public bool FindByFd(int fd) => _table.TryFind(fd, out _);
}

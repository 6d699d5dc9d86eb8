using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Lws.Connections;
using Lws.Loop;

namespace Lws.Bench.FdMap.Strategies;

/// <summary>What the generator emits for hundreds of connections, at any size: the type arguments are inline arrays.</summary>
internal struct HashTable<TInts, TIndex> : ILookup
    where TInts : struct
    where TIndex : struct
{
    private FdTableState _state;
    private TInts _fds;
    private TInts _generations;
    private TIndex _index;

    public readonly long Bytes => Unsafe.SizeOf<HashTable<TInts, TIndex>>();

    public readonly void Initialize(LookupCase @case) { } // sized at compile time

    public ulong Open(int fd)
    {
        Span<uint> generations = MemoryMarshal.Cast<int, uint>(InlineInts.Of(ref _generations));
        if (!HashFdTable.TryAdd(ref _state, InlineInts.Of(ref _fds), generations, InlineInts.Of(ref _index), fd, out int slot))
            throw new InvalidOperationException("The table is smaller than its limit.");
        return EventData.Connection(slot, 0);
    }

    public bool FindByEvent(ulong data)
    {
        var unpacked = new EventData(data);
        return (uint)InlineInts.Of(ref _generations)[unpacked.Slot] == unpacked.Generation;
    }

    public bool FindByFd(int fd) => HashFdTable.TryFind(in _state, InlineInts.Of(ref _fds), InlineInts.Of(ref _index), fd, out _);
}

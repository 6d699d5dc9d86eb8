using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Lws.Connections;
using Lws.Loop;

namespace Lws.Bench.FdMap.Strategies;

/// <summary>What the generator emits for a few connections, at any size: <typeparamref name="TInts"/> is an inline array.</summary>
internal struct ScanTable<TInts> : ILookup
    where TInts : struct
{
    private FdTableState _state;
    private TInts _fds;
    private TInts _generations;

    public readonly long Bytes => Unsafe.SizeOf<ScanTable<TInts>>();

    public readonly void Initialize(LookupCase @case) { } // sized at compile time

    public ulong Open(int fd)
    {
        if (!ScanFdTable.TryAdd(ref _state, InlineInts.Of(ref _fds), MemoryMarshal.Cast<int, uint>(InlineInts.Of(ref _generations)), fd, out int slot))
            throw new InvalidOperationException("The table is smaller than its limit.");
        return EventData.Connection(slot, 0);
    }

    public bool FindByEvent(ulong data)
    {
        var unpacked = new EventData(data);
        return (uint)InlineInts.Of(ref _generations)[unpacked.Slot] == unpacked.Generation;
    }

    public bool FindByFd(int fd) => ScanFdTable.TryFind(in _state, InlineInts.Of(ref _fds), fd, out _);
}

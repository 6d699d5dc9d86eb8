using System.Runtime.CompilerServices;
using Lws.Connections;

namespace Lws.Tests.Connections.FdTables;

/// <summary>What the generator emits for three connections.</summary>
public struct ThreeTable : IFdTable
{
    private FdTableState _state;
    private Three<int> _fds;
    private Three<uint> _generations;

    public readonly int Count => ScanFdTable.Count(in _state);

    public readonly bool IsFull => Count == 3;

    public readonly long Bytes => Unsafe.SizeOf<ThreeTable>();

    public readonly void Initialize(int limit)
    {
    }

    public bool TryAdd(int fd, out int slot) => ScanFdTable.TryAdd(ref _state, _fds, _generations, fd, out slot);

    public readonly uint GenerationOf(int slot) => _generations[slot];

    public readonly bool IsCurrent(int slot, uint generation) => _generations[slot] == generation;

    public readonly bool TryFind(int fd, out int slot) => ScanFdTable.TryFind(in _state, _fds, fd, out slot);

    public void Close(int slot) => ScanFdTable.Close(ref _state, _fds, _generations, slot);

    public void Recycle(int slot) => ScanFdTable.Recycle(ref _state, _fds, slot);

    [InlineArray(3)]
    private struct Three<T>
    {
        private T _first;
    }
}

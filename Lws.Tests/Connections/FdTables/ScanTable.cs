using Lws.Connections;

namespace Lws.Tests.Connections.FdTables;

/// <summary>What the generator emits for a few connections, with arrays in place of inline ones.</summary>
public struct ScanTable(int limit) : IFdTable
{
    private readonly int[] _fds = new int[limit];
    private readonly uint[] _generations = new uint[limit];
    private FdTableState _state;

    public readonly int Count => ScanFdTable.Count(in _state);

    public readonly bool IsFull => Count == _fds.Length;

    public readonly long Bytes => 0;

    public bool TryAdd(int fd, out int slot) => ScanFdTable.TryAdd(ref _state, _fds, _generations, fd, out slot);

    public readonly uint GenerationOf(int slot) => _generations[slot];

    public readonly bool IsCurrent(int slot, uint generation) => _generations[slot] == generation;

    public readonly bool TryFind(int fd, out int slot) => ScanFdTable.TryFind(in _state, _fds, fd, out slot);

    public void Close(int slot) => ScanFdTable.Close(ref _state, _fds, _generations, slot);

    public void Recycle(int slot) => ScanFdTable.Recycle(ref _state, _fds, slot);
}

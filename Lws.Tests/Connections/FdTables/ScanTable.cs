using Lws.Connections;

namespace Lws.Tests.Connections.FdTables;

/// <summary>What the generator emits for a few connections, with arrays in place of inline ones.</summary>
public struct ScanTable : IFdTable
{
    private int[] _fds;
    private uint[] _generations;
    private FdTableState _state;

    public readonly int Count => ScanFdTable.Count(in _state);

    public readonly bool IsFull => Count == _fds.Length;

    public readonly long Bytes => 0;

    public void Initialize(int limit)
    {
        _fds = new int[limit];
        _generations = new uint[limit];
    }

    public bool TryAdd(int fd, out int slot) => ScanFdTable.TryAdd(ref _state, _fds, _generations, fd, out slot);

    public readonly uint GenerationOf(int slot) => _generations[slot];

    public readonly bool IsCurrent(int slot, uint generation) => _generations[slot] == generation;

    public readonly bool TryFind(int fd, out int slot) => ScanFdTable.TryFind(in _state, _fds, fd, out slot);

    public void Close(int slot) => ScanFdTable.Close(ref _state, _fds, _generations, slot);

    public void Recycle(int slot) => ScanFdTable.Recycle(ref _state, _fds, slot);
}

using Lws.Connections;

namespace Lws.Tests.Connections.FdTables;

/// <summary>What the generator emits for hundreds of connections, with arrays in place of inline ones.</summary>
public struct HashTable : IFdTable
{
    private int[] _fds;
    private uint[] _generations;
    private int[] _index;
    private FdTableState _state;

    public readonly int Count => HashFdTable.Count(in _state);

    public readonly bool IsFull => Count == _fds.Length;

    public readonly long Bytes => 0;

    public void Initialize(int limit)
    {
        _fds = new int[limit];
        _generations = new uint[limit];
        _index = new int[HashFdTable.IndexLengthFor(limit)];
    }

    public bool TryAdd(int fd, out int slot) => HashFdTable.TryAdd(ref _state, _fds, _generations, _index, fd, out slot);

    public readonly uint GenerationOf(int slot) => _generations[slot];

    public readonly bool IsCurrent(int slot, uint generation) => _generations[slot] == generation;

    public readonly bool TryFind(int fd, out int slot) => HashFdTable.TryFind(in _state, _fds, _index, fd, out slot);

    public void Close(int slot) => HashFdTable.Close(ref _state, _fds, _generations, _index, slot);

    public void Recycle(int slot) => HashFdTable.Recycle(ref _state, _fds, slot);
}

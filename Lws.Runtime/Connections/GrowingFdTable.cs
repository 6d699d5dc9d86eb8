using System.ComponentModel;
using System.Diagnostics;
using Lws.Buffers;

namespace Lws.Connections;

/// <summary>An fd table for very many connections, or for as many as the process may open: it grows as connections come.</summary>
/// <remarks>
/// <para>Loop thread only. Held in place and reached by reference. The structure is that of <see cref="HashFdTable"/> in arrays on the
/// heap, which are doubled when they are full: empty it holds nothing, and no number of a descriptor is ever an index.</para>
/// <para>Doubling enters all connections into a new index: up to 0.4 ms at 11,000, 2.6 at 87,000, 30 at 700,000, once on the way there;
/// a stated limit up to 65,536 avoids it. What never pauses was tried and cost every look-up: pages behind a directory took twice the
/// time by event, linear hashing up to 30 ns by number (docs/decisions/0002-fd-table-thresholds.md).</para>
/// <para>A connection costs 20 to 40 bytes. Nothing is given back before the context ends.</para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct GrowingFdTable : IFdTable
{
    private const int SmallestIndex = 64;

    private FdTableState _state;
    private int[] _fds;
    private uint[] _generations;
    private int[] _index;
    private int _limit;

    /// <inheritdoc/>
    public readonly int Count => HashFdTable.Count(in _state);

    /// <inheritdoc/>
    public readonly bool IsFull => Count == _limit;

    /// <inheritdoc/>
    public readonly long Bytes =>
        _fds.Length == 0
            ? 0
            : ObjectSize.OfArray<int>(_fds.Length) + ObjectSize.OfArray<uint>(_generations.Length) + ObjectSize.OfArray<int>(_index.Length);

    /// <inheritdoc/>
    public void Initialize(int limit)
    {
        Debug.Assert(limit > 0, "A table has room for a connection.");
        _limit = limit;
        _fds = [];
        _generations = [];
        _index = [];
    }

    /// <inheritdoc/>
    public bool TryAdd(int fd, out int slot)
    {
        slot = -1;
        if (IsFull)
            return false;
        if (Count == _fds.Length)
            Grow();
        return HashFdTable.TryAdd(ref _state, _fds, _generations, _index, fd, out slot);
    }

    /// <inheritdoc/>
    public readonly uint GenerationOf(int slot) => _generations[slot];

    /// <inheritdoc/>
    public readonly bool IsCurrent(int slot, uint generation) => _generations[slot] == generation;

    /// <inheritdoc/>
    public readonly bool TryFind(int fd, out int slot)
    {
        if (_index.Length > 0)
            return HashFdTable.TryFind(in _state, _fds, _index, fd, out slot);
        slot = -1;
        return false;
    }

    /// <inheritdoc/>
    public void Close(int slot) => HashFdTable.Close(ref _state, _fds, _generations, _index, slot);

    /// <inheritdoc/>
    public void Recycle(int slot) => HashFdTable.Recycle(ref _state, _fds, slot);

    private void Grow()
    {
        int[] index = new int[Math.Max(SmallestIndex, 2 * _index.Length)];
        int capacity = HashFdTable.LimitFor(index.Length);
        Array.Resize(ref _fds, capacity);
        Array.Resize(ref _generations, capacity);
        HashFdTable.Enter(_fds.AsSpan(0, _state.HighWater), index);
        _index = index;
    }
}

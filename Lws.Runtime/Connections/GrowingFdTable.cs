using System.ComponentModel;
using System.Diagnostics;
using Lws.Buffers;

namespace Lws.Connections;

/// <summary>An fd table for very many connections, or for as many as the process may open: it grows as connections come.</summary>
/// <remarks>
/// <para>Loop thread only. Held in place and reached by reference. The structure is that of <see cref="HashFdTable"/> in arrays on the
/// heap, which are replaced by longer ones when they are full: empty it holds nothing, and no number of a descriptor is ever an index.</para>
/// <para>Four times as long at once, since what is replaced stays in memory until a full collection: growing by two left as much behind
/// as was in use. A long index is two thirds full where a short one is a third: up to 13 bytes less for each connection, for
/// up to 12 ns a look-up by number, which few ask for.</para>
/// <para>Growing enters all connections into a new index: up to 0.4 ms at 11,000, 2.6 at 87,000, 30 at 700,000, once on the way there;
/// a stated limit up to 65,536 avoids it. What never pauses was tried and cost every look-up: pages behind a directory took twice the
/// time by event, linear hashing up to 30 ns by number (docs/decisions/0002-fd-table-thresholds.md).</para>
/// <para>Nothing is given back before the context ends.</para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct GrowingFdTable : IFdTable
{
    private const int SmallestIndex = 64;
    private const int LongestSparseIndex = 4_096;
    private const int Growth = 4;

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
        int indexLength = Math.Max(SmallestIndex, Growth * _index.Length);
        while (indexLength > SmallestIndex && CapacityOf(indexLength / 2) >= _limit)
            indexLength /= 2;

        int capacity = Math.Min(CapacityOf(indexLength), _limit);
        int[] index = new int[indexLength];
        Array.Resize(ref _fds, capacity);
        Array.Resize(ref _generations, capacity);
        HashFdTable.Enter(_fds.AsSpan(0, _state.HighWater), index);
        _index = index;
    }

    private static int CapacityOf(int indexLength)
    {
        int sparse = HashFdTable.LimitFor(indexLength);
        return indexLength <= LongestSparseIndex ? sparse : 2 * sparse;
    }
}

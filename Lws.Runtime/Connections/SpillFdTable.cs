using System.ComponentModel;

namespace Lws.Connections;

/// <summary>A table of fixed size that goes on in one that grows (<see cref="FdOverflow.Spill"/>).</summary>
/// <remarks>
/// Loop thread only. Slots of the table that grows follow those of the fixed one; while connections stay below the limit it holds
/// nothing. libwebsockets is documented to grow in this way past <c>fd_limit_per_thread</c>.
/// </remarks>
/// <typeparam name="TTable">The emitted table.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct SpillFdTable<TTable> : IFdTable
    where TTable : struct, IFdTable
{
    private TTable _fixed;
    private GrowingFdTable _spill;
    private int _fixedLimit;
    private int _limit;

    /// <inheritdoc/>
    public readonly int Count => _fixed.Count + _spill.Count;

    /// <inheritdoc/>
    public readonly bool IsFull => Count == _limit;

    /// <inheritdoc/>
    public readonly long Bytes => _fixed.Bytes + _spill.Bytes;

    /// <inheritdoc/>
    public void Initialize(int limit)
    {
        _fixed = default;
        _fixed.Initialize(limit);
        _fixedLimit = int.MaxValue;
        _limit = limit;
        _spill.Initialize(limit);
    }

    /// <inheritdoc/>
    public bool TryAdd(int fd, out int slot)
    {
        slot = -1;
        if (IsFull)
            return false;
        if (_fixed.TryAdd(fd, out slot))
            return true;

        // It has just refused, so what it holds is what it can hold.
        _fixedLimit = _fixed.Count;
        bool isAdded = _spill.TryAdd(fd, out slot);
        slot += _fixedLimit;
        return isAdded;
    }

    /// <inheritdoc/>
    public readonly uint GenerationOf(int slot) =>
        slot < _fixedLimit ? _fixed.GenerationOf(slot) : _spill.GenerationOf(slot - _fixedLimit);

    /// <inheritdoc/>
    public readonly bool IsCurrent(int slot, uint generation) =>
        slot < _fixedLimit ? _fixed.IsCurrent(slot, generation) : _spill.IsCurrent(slot - _fixedLimit, generation);

    /// <inheritdoc/>
    public readonly bool TryFind(int fd, out int slot)
    {
        if (_fixed.TryFind(fd, out slot))
            return true;
        if (_fixedLimit == int.MaxValue)
            return false;
        bool isFound = _spill.TryFind(fd, out slot);
        slot += _fixedLimit;
        return isFound;
    }

    /// <inheritdoc/>
    public void Close(int slot)
    {
        if (slot < _fixedLimit)
            _fixed.Close(slot);
        else
            _spill.Close(slot - _fixedLimit);
    }

    /// <inheritdoc/>
    public void Recycle(int slot)
    {
        if (slot < _fixedLimit)
            _fixed.Recycle(slot);
        else
            _spill.Recycle(slot - _fixedLimit);
    }
}

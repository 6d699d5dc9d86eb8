using System.ComponentModel;
using System.Diagnostics;
using System.Numerics;

namespace Lws.Connections;

/// <summary>An fd table for hundreds of connections: the slot of a descriptor is found by open addressing in an index of slots.</summary>
/// <remarks>
/// <para>Loop thread only. Called by emitted code, which holds the storage; the capacity is the length of the fds. The index holds
/// slot + 1, or 0 where it is empty; in place its length is <see cref="IndexLengthFor"/> of the capacity, so that it is at most a third full: at
/// a half, descriptors that are not dense took up to 12 ns, at a third 5.</para>
/// <para>The hash is Fibonacci's: a multiplication, of which the high bits count. The kernel gives out the lowest number that is free,
/// so descriptors are small and dense; their low bits would be free of collisions, but fill one run of the index without a gap, and
/// <see cref="Close"/> walks to the end of the run (0.7 µs at 1,000 connections against 0.02). Multiplied, neighbours come to lie far
/// apart. First the number is folded, or every eighth descriptor, as one of eight loops sees them, would meet its like: 2.5 ns instead of
/// 5.0 at 1,000, for 0.2 more where they are dense. Removal shifts back what follows: there are no tombstones, and a search never grows longer with the age of the table.</para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class HashFdTable
{
    private const int LargestLimit = 1 << 28;
    private const int PlacesForEach = 3;
    private const uint GoldenRatio = 0x9E3779B9; // of 2^32

    /// <summary>The length of the index for this many connections: a power of two, at least three times as many.</summary>
    /// <param name="limit">From 1 to 268,435,456.</param>
    public static int IndexLengthFor(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, LargestLimit);
        return (int)BitOperations.RoundUpToPowerOf2(PlacesForEach * (uint)limit);
    }

    /// <summary>For how many connections an index of this length is.</summary>
    internal static int LimitFor(int indexLength) => indexLength / PlacesForEach;

    /// <summary>Enters all open slots into an empty index.</summary>
    internal static void Enter(ReadOnlySpan<int> fds, Span<int> index)
    {
        for (int slot = 0; slot < fds.Length; slot++)
        {
            if (fds[slot] >= 0)
                Enter(index, fds[slot], slot);
        }
    }

    /// <inheritdoc cref="IFdTable.Count"/>
    public static int Count(in FdTableState state) => state.Count;

    /// <inheritdoc cref="IFdTable.TryAdd"/>
    public static bool TryAdd(
        ref FdTableState state, Span<int> fds, Span<uint> generations, Span<int> index, int fd, out int slot)
    {
        Debug.Assert(generations.Length == fds.Length, "There is a generation for each slot.");
        Debug.Assert(fds.Length < index.Length, "An index has an empty place, where a search ends.");
        Debug.Assert(!TryFind(in state, fds, index, fd, out _), "The descriptor is in the table already.");
        if (!state.TryTake(fds, fd, out slot))
            return false;

        Enter(index, fd, slot);
        return true;
    }

    /// <inheritdoc cref="IFdTable.TryFind"/>
    public static bool TryFind(in FdTableState state, ReadOnlySpan<int> fds, ReadOnlySpan<int> index, int fd, out int slot)
    {
        Debug.Assert(fd >= 0, "A descriptor is not negative.");
        int mask = index.Length - 1;
        for (int place = HomeOf(fd, mask); index[place] != 0; place = (place + 1) & mask)
        {
            slot = index[place] - 1;
            if (fds[slot] == fd)
                return true;
        }

        slot = -1;
        return false;
    }

    /// <inheritdoc cref="IFdTable.Close"/>
    public static void Close(ref FdTableState state, Span<int> fds, Span<uint> generations, Span<int> index, int slot)
    {
        RemoveFromIndex(fds, index, slot);
        state.Close(fds, generations, slot);
    }

    /// <inheritdoc cref="IFdTable.Recycle"/>
    public static void Recycle(ref FdTableState state, Span<int> fds, int slot) => state.Recycle(fds, slot);

    private static void Enter(Span<int> index, int fd, int slot)
    {
        int mask = index.Length - 1;
        int place = HomeOf(fd, mask);
        while (index[place] != 0)
            place = (place + 1) & mask;
        index[place] = slot + 1;
    }

    private static void RemoveFromIndex(ReadOnlySpan<int> fds, Span<int> index, int slot)
    {
        Debug.Assert(fds[slot] >= 0, "Only an open slot is closed.");
        int mask = index.Length - 1;
        int hole = HomeOf(fds[slot], mask);
        while (index[hole] != slot + 1)
            hole = (hole + 1) & mask;

        // What follows moves into the hole unless the hole lies before the place where its own search begins.
        for (int place = (hole + 1) & mask; index[place] != 0; place = (place + 1) & mask)
        {
            int home = HomeOf(fds[index[place] - 1], mask);
            if (((place - home) & mask) < ((place - hole) & mask))
                continue;

            index[hole] = index[place];
            hole = place;
        }

        index[hole] = 0;
    }

    private static int HomeOf(int fd, int mask) =>
        (int)(((uint)(fd ^ (fd >> 3)) * GoldenRatio) >> BitOperations.LeadingZeroCount((uint)mask));
}

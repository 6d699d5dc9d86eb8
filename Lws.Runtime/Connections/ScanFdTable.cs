using System.ComponentModel;
using System.Diagnostics;

namespace Lws.Connections;

/// <summary>An fd table for a few connections: the slot of a descriptor is found by a vectorised search through all of them.</summary>
/// <remarks>Loop thread only. Called by emitted code, which holds the storage; the capacity is the length of the fds.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ScanFdTable
{
    /// <inheritdoc cref="IFdTable.Count"/>
    public static int Count(in FdTableState state) => state.Count;

    /// <inheritdoc cref="IFdTable.TryAdd"/>
    public static bool TryAdd(ref FdTableState state, Span<int> fds, Span<uint> generations, int fd, out int slot)
    {
        Debug.Assert(generations.Length == fds.Length, "There is a generation for each slot.");
        Debug.Assert(!TryFind(in state, fds, fd, out _), "The descriptor is in the table already.");
        return state.TryTake(fds, fd, out slot);
    }

    /// <inheritdoc cref="IFdTable.TryFind"/>
    public static bool TryFind(in FdTableState state, ReadOnlySpan<int> fds, int fd, out int slot)
    {
        Debug.Assert(fd >= 0, "A negative number is found in a slot that is not open.");
        slot = fds[..state.HighWater].IndexOf(fd);
        return slot >= 0;
    }

    /// <inheritdoc cref="IFdTable.Close"/>
    public static void Close(ref FdTableState state, Span<int> fds, Span<uint> generations, int slot) =>
        state.Close(fds, generations, slot);

    /// <inheritdoc cref="IFdTable.Recycle"/>
    public static void Recycle(ref FdTableState state, Span<int> fds, int slot) => state.Recycle(fds, slot);
}

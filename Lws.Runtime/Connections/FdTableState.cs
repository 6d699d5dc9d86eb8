using System.ComponentModel;
using System.Diagnostics;

namespace Lws.Connections;

/// <summary>
/// Which slots of a fixed-size fd table are in use. Zero-initialised it is an empty table. A field of emitted code, handed to
/// <see cref="ScanFdTable"/> or <see cref="HashFdTable"/>.
/// </summary>
/// <remarks>
/// Loop thread only. The list of free slots runs through the table's own fds: an open slot holds its descriptor, 0 or above; a closed
/// one <c>int.MinValue</c>; a free one the complement of the next free slot + 1. Slots from the high-water mark on were never given
/// out and hold nothing that is looked at, so that a zero-initialised table needs no preparation although 0 is a legal descriptor.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct FdTableState
{
    private const int Closed = int.MinValue;

    private int _firstFree; // slot + 1; 0 at the end of the list

    /// <summary>Slots that are given out and not yet recycled.</summary>
    internal int Count { readonly get; private set; }

    /// <summary>Slots that were ever given out: they are those below this number.</summary>
    internal int HighWater { readonly get; private set; }

    internal bool TryTake(Span<int> fds, int fd, out int slot)
    {
        Debug.Assert(fd >= 0, "A descriptor is not negative.");
        if (_firstFree != 0)
        {
            slot = _firstFree - 1;
            _firstFree = ~fds[slot];
        }
        else if (HighWater < fds.Length)
        {
            slot = HighWater++;
        }
        else
        {
            slot = -1;
            return false;
        }

        fds[slot] = fd;
        Count++;
        return true;
    }

    internal readonly void Close(Span<int> fds, Span<uint> generations, int slot)
    {
        Debug.Assert((uint)slot < (uint)HighWater && fds[slot] >= 0, "Only an open slot is closed.");
        fds[slot] = Closed;
        generations[slot]++;
    }

    internal void Recycle(Span<int> fds, int slot)
    {
        Debug.Assert((uint)slot < (uint)HighWater && fds[slot] == Closed, "Only a closed slot is recycled, and once.");
        fds[slot] = ~_firstFree;
        _firstFree = slot + 1;
        Count--;
    }
}

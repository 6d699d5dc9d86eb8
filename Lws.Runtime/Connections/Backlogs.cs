using Lws.Buffers;

namespace Lws.Connections;

/// <summary>The backlogs of a loop's connections: as many records as there were slow readers at a time.</summary>
/// <remarks>Loop thread only. References stay valid while it grows.</remarks>
internal sealed class Backlogs
{
    private readonly ChunkedArray<Backlog> _backlogs = new(int.MaxValue);
    private readonly SlotStack _free = new();

    public long Bytes => _backlogs.Bytes + _free.Bytes;

    public ref Backlog this[int handle] => ref _backlogs[handle - 1];

    /// <returns>A handle, 1 or above.</returns>
    public int Rent()
    {
        int slot = _free.Take();
        _backlogs.Reserve(slot);
        _backlogs[slot] = default;
        return slot + 1;
    }

    public void Return(int handle) => _free.Return(handle - 1);
}

namespace Lws.Buffers;

/// <summary>Records of one kind, named by handles and used again: as many as there were in use at a time.</summary>
/// <remarks>Loop thread only. References stay valid while it grows.</remarks>
internal sealed class Records<T>
    where T : struct
{
    private readonly ChunkedArray<T> _records = new(int.MaxValue);
    private readonly SlotStack _free = new();

    public long Bytes => _records.Bytes + _free.Bytes;

    public ref T this[int handle] => ref _records[handle - 1];

    /// <summary>Gives a record, with whatever its last user has left in it.</summary>
    /// <returns>A handle, 1 or above.</returns>
    public int Rent()
    {
        int slot = _free.Take();
        _records.Reserve(slot);
        return slot + 1;
    }

    public void Return(int handle) => _free.Return(handle - 1);
}

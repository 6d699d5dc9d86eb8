namespace Lws.Buffers;

/// <summary>Gives out small numbers, the most recently returned one first, else the next that was never given out.</summary>
/// <remarks>Loop thread only. Holds memory only for numbers that have been returned.</remarks>
internal sealed class SlotStack
{
    private int[] _returned = [];
    private int _count;
    private int _next;

    public long Bytes => ObjectSize.OfArray<int>(_returned.Length);

    public int Take() => _count > 0 ? _returned[--_count] : _next++;

    public void Return(int slot)
    {
        if (_count == _returned.Length)
            Array.Resize(ref _returned, Math.Max(8, 2 * _count));
        _returned[_count++] = slot;
    }
}

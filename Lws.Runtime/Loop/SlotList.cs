namespace Lws.Loop;

/// <summary>Slots that something is to be done with before the batch ends, first in, first out.</summary>
/// <remarks>Loop thread only. May grow while it is emptied; allocates nothing once it has been as long as it gets.</remarks>
internal sealed class SlotList
{
    private int[] _slots = new int[8];
    private int _taken;
    private int _added;

    public bool IsEmpty => _taken == _added;

    public void Add(int slot)
    {
        if (_added == _slots.Length)
            MakeRoom();
        _slots[_added++] = slot;
    }

    public bool TryTake(out int slot)
    {
        if (IsEmpty)
        {
            _taken = _added = 0;
            slot = -1;
            return false;
        }

        slot = _slots[_taken++];
        return true;
    }

    private void MakeRoom()
    {
        int waiting = _added - _taken;
        int[] target = waiting > _slots.Length / 2 ? new int[2 * _slots.Length] : _slots;
        Array.Copy(_slots, _taken, target, 0, waiting);
        _slots = target;
        _taken = 0;
        _added = waiting;
    }
}

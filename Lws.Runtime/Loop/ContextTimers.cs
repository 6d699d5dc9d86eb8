using Lws.Buffers;

namespace Lws.Loop;

/// <summary>The timers of a loop that belong to no connection: <see cref="LoopTimer"/>, by the number that the wheel knows them by.</summary>
/// <remarks>Loop thread only. References to nodes are good until the next timer is added.</remarks>
internal sealed class ContextTimers
{
    /// <summary>No timer's number.</summary>
    public const int None = -1;

    // Above the numbers of all connections' timers: there is no memory for so many.
    private const int First = 1 << 30;

    private readonly SlotStack _free = new();
    private TimerNode[] _nodes = [];
    private LoopTimer?[] _timers = [];

    public long Bytes => ObjectSize.OfArray<TimerNode>(_nodes.Length) + ObjectSize.OfArray<nint>(_timers.Length) + _free.Bytes;

    public LoopTimer this[int id] => _timers[id - First]!;

    public static bool Has(int id) => id >= First;

    public ref TimerNode Node(int id) => ref _nodes[id - First];

    /// <returns>The timer's number.</returns>
    public int Add(LoopTimer timer)
    {
        int index = _free.Take();
        if (index == _nodes.Length)
        {
            int length = Math.Max(4, 2 * index);
            Array.Resize(ref _nodes, length);
            Array.Resize(ref _timers, length);
        }

        _timers[index] = timer;
        return First + index;
    }

    public void Remove(int id)
    {
        _timers[id - First] = null;
        _free.Return(id - First);
    }
}

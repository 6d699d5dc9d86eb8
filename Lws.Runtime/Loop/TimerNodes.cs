using Lws.Connections;

namespace Lws.Loop;

/// <summary>Where the nodes of a loop's timers live: two in each connection's record, those of the loop itself, and those of its context.</summary>
internal readonly struct TimerNodes(ConnectionSlab connections, ContextTimers contextTimers) : ITimerNodes
{
    /// <summary>The loop's own: time to accept again.</summary>
    public const int AcceptId = 0;

    /// <summary>The loop's own: time to connect again.</summary>
    public const int ConnectId = 1;

    /// <summary>The loop's own: time to close more sessions.</summary>
    public const int DrainId = 2;

    private const int LoopNodes = 4; // even, for IsDeadline

    private readonly TimerNode[] _own = new TimerNode[LoopNodes];

    public ref TimerNode this[int id]
    {
        get
        {
            if (id < LoopNodes)
                return ref _own[id];
            if (ContextTimers.Has(id))
                return ref contextTimers.Node(id);
            ref ConnectionDetail detail = ref connections.Detail(SlotOf(id));
            if (IsDeadline(id))
                return ref detail.Deadline;
            return ref detail.Timer;
        }
    }

    public static int DeadlineId(int slot) => LoopNodes + (slot << 1);

    public static int UserTimerId(int slot) => LoopNodes + (slot << 1) + 1;

    public static bool IsDeadline(int id) => (id & 1) == 0;

    public static int SlotOf(int id) => (id - LoopNodes) >> 1;
}

using Lws.Buffers;
using Lws.Loop;

namespace Lws.Connections;

/// <summary>The records of a loop's connections, hot and cold, by slot; and the nodes of the timer wheel, which live in them.</summary>
/// <remarks>Loop thread only. References into it stay valid while it grows.</remarks>
internal sealed class ConnectionSlab(int fdLimit) : ITimerNodes
{
    /// <summary>The timer of the loop itself: time to accept again.</summary>
    public const int AcceptTimerId = 0;

    private readonly ChunkedArray<Connection> _connections = new(fdLimit);
    private readonly ChunkedArray<ConnectionDetail> _details = new(fdLimit);
    private TimerNode _acceptTimer;

    /// <summary>One more than the highest slot that was ever used.</summary>
    public int HighWater { get; private set; }

    public long Bytes => _connections.Bytes + _details.Bytes;

    public ref Connection this[int slot] => ref _connections[slot];

    ref TimerNode ITimerNodes.this[int id]
    {
        get
        {
            if (id == AcceptTimerId)
                return ref _acceptTimer;
            ref ConnectionDetail detail = ref _details[SlotOf(id)];
            if (IsDeadline(id))
                return ref detail.Deadline;
            return ref detail.Timer;
        }
    }

    public static int DeadlineId(int slot) => (slot << 1) + 2;

    public static int TimerId(int slot) => (slot << 1) + 3;

    public static int SlotOf(int timerId) => (timerId - 2) >> 1;

    public static bool IsDeadline(int timerId) => (timerId & 1) == 0;

    public ref ConnectionDetail Detail(int slot) => ref _details[slot];

    /// <summary>Makes a new record for a descriptor.</summary>
    public ref Connection Add(int slot, int fd)
    {
        if (slot >= HighWater)
        {
            _connections.Reserve(slot);
            _details.Reserve(slot);
            HighWater = slot + 1;
        }

        ref Connection connection = ref _connections[slot];
        connection = default;
        connection.Fd = fd;
        connection.Slot = slot;
        connection.State = ConnectionState.Handshake;
        _details[slot] = default;
        return ref connection;
    }

    public void Remove(int slot) => _connections[slot].State = ConnectionState.Free;
}

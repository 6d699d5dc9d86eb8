using Lws.Buffers;

namespace Lws.Connections;

/// <summary>The records of a loop's connections, hot and cold, by slot.</summary>
/// <remarks>Loop thread only. References into it stay valid while it grows.</remarks>
internal sealed class ConnectionSlab(int fdLimit)
{
    private readonly ChunkedArray<Connection> _connections = new(fdLimit);
    private readonly ChunkedArray<ConnectionDetail> _details = new(fdLimit);

    /// <summary>One more than the highest slot that was ever used.</summary>
    public int HighWater { get; private set; }

    public long Bytes => _connections.Bytes + _details.Bytes;

    public ref Connection this[int slot] => ref _connections[slot];

    public ref ConnectionDetail Detail(int slot) => ref _details[slot];

    /// <summary>Makes a new record for a descriptor.</summary>
    public ref Connection Add(int slot, int fd, ConnectionState state)
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
        connection.State = state;
        _details[slot] = default;
        return ref connection;
    }

    public void Remove(int slot) => _connections[slot].State = ConnectionState.Free;
}

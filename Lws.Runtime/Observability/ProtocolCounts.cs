namespace Lws.Observability;

/// <summary>What one loop counts of one protocol in one role, since the loop was made.</summary>
/// <remarks>Written on the loop's thread alone, with plain stores; read by whoever collects metrics. A 64-bit number is never seen half
/// written.</remarks>
internal sealed class ProtocolCounts(string protocol, string role)
{
    public string Protocol { get; } = protocol;

    public string Role { get; } = role;

    public KeyValuePair<string, object?> ProtocolTag { get; } = new(Tags.Protocol, protocol);

    public KeyValuePair<string, object?> RoleTag { get; } = new(Tags.Role, role);

    /// <summary>Sessions that have opened.</summary>
    public long Opened;

    /// <summary>Sessions that are open now.</summary>
    public long Open;

    /// <summary>Whole messages that have arrived, while somebody listened.</summary>
    public long MessagesReceived;

    /// <summary>Messages that were accepted for sending, while somebody listened.</summary>
    public long MessagesSent;

    /// <summary>Bytes of frames that have arrived, headers included, while somebody listened.</summary>
    public long BytesReceived;

    /// <summary>Bytes that sockets have taken, headers included, while somebody listened.</summary>
    public long BytesSent;

    /// <summary>Messages that found the queue full.</summary>
    public long Dropped;

    /// <summary>Bytes that wait in queues now.</summary>
    public long Queued;

    /// <summary>Adds what another loop has counted.</summary>
    public void Add(ProtocolCounts other)
    {
        Opened += other.Opened;
        Open += other.Open;
        MessagesReceived += other.MessagesReceived;
        MessagesSent += other.MessagesSent;
        BytesReceived += other.BytesReceived;
        BytesSent += other.BytesSent;
        Dropped += other.Dropped;
        Queued += other.Queued;
    }
}

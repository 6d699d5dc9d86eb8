namespace Lws.Connections;

/// <summary>What there is to know of a connection while its output waits; a connection that owes nothing has none.</summary>
/// <remarks>Loop thread only. Found through <see cref="ConnectionDetail.Backlog"/>. Blocks are handles, 0 for none.</remarks>
internal struct Backlog
{
    /// <summary>The last block of the queue.</summary>
    public int Tail;

    /// <summary>The block with the table of <see cref="KeyedMessages"/>.</summary>
    public int Keys;

    /// <summary>How many messages that table finds.</summary>
    public int KeyedCount;

    /// <summary>How many blocks of the queue refer to bytes that others are sent too.</summary>
    public int References;

    /// <summary>Bytes of the pings and pongs in the queue.</summary>
    public int ControlBytes;

    /// <summary>The last block that holds any of these: when it has gone, so have they.</summary>
    public int ControlBlock;

    /// <summary>The block with the payload of the latest ping that has not been answered.</summary>
    public int Ping;

    /// <summary>Pings since the last one that was answered.</summary>
    public int CoalescedPings;

    /// <summary>Messages that were dropped and that <c>OnDropped</c> has not been told of.</summary>
    public int Dropped;

    /// <summary>When the socket last took a byte of it, or when it began to wait, in the loop's milliseconds.</summary>
    public uint ProgressAt;

    /// <summary>Something was queued or dropped since <c>OnWritable</c> was last called.</summary>
    public bool OwesWritable;
}

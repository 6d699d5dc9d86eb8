namespace Lws;

/// <summary>What a context holds, in bytes: its memory bill.</summary>
/// <param name="Table">The fd table.</param>
/// <param name="Connections">The connections' records.</param>
/// <param name="Sessions">The protocols' structs, one a session.</param>
/// <param name="Buffers">What the loop has once, however many connections there are: receive and output buffer, mailbox, a batch of
/// events, timer wheel, places of header fields and of streams, masking keys; and the records of pooled blocks and of slow readers.</param>
/// <param name="RentedBlocks">Pooled blocks in use, by incomplete messages and queued output.</param>
/// <param name="RetainedBlocks">Pooled blocks that wait to be used again.</param>
/// <param name="QueuedOutput">Output that waits for slow readers, the sum of all <see cref="Session.BufferedBytes"/>: it lies in
/// <paramref name="RentedBlocks"/>. A published message that waits for several readers counts for each of them here, and once there.</param>
/// <param name="RentedDeflate">Compressors and inflaters in use: by messages in progress, and by connections with context takeover. They
/// lie outside the garbage collector's heap.</param>
/// <param name="RetainedDeflate">Compressors and inflaters that wait to be used again.</param>
/// <param name="Topics">The names of topics, and who is subscribed to them.</param>
public readonly record struct LwsMemory(
    long Table,
    long Connections,
    long Sessions,
    long Buffers,
    long RentedBlocks,
    long RetainedBlocks,
    long QueuedOutput,
    long RentedDeflate = 0,
    long RetainedDeflate = 0,
    long Topics = 0)
{
    /// <summary>All of it. Queued output lies in rented blocks and is not counted twice.</summary>
    public long Total =>
        Table + Connections + Sessions + Buffers + RentedBlocks + RetainedBlocks + RentedDeflate + RetainedDeflate + Topics;

    /// <summary>What two loops, or two contexts, hold together.</summary>
    public static LwsMemory operator +(LwsMemory left, LwsMemory right) => new(
        left.Table + right.Table,
        left.Connections + right.Connections,
        left.Sessions + right.Sessions,
        left.Buffers + right.Buffers,
        left.RentedBlocks + right.RentedBlocks,
        left.RetainedBlocks + right.RetainedBlocks,
        left.QueuedOutput + right.QueuedOutput,
        left.RentedDeflate + right.RentedDeflate,
        left.RetainedDeflate + right.RetainedDeflate,
        left.Topics + right.Topics);
}

namespace Lws.Generators.Models;

/// <summary>What a context takes with as many connections as it is for. The runtime's <c>ConnectionBytes</c> computes the same.</summary>
/// <param name="Limit">Connections of each loop.</param>
/// <param name="Loops">Loops.</param>
/// <param name="Records">The records of a connection.</param>
/// <param name="Session">The largest session of its protocols.</param>
internal sealed record MemoryBill(int Limit, int Loops, RecordSizes Records, SessionSize Session)
{
    // As in the runtime's ChunkedArray, ObjectSize, FdTableState, and GrowingFdTable.
    private const int ChunkLength = 128;
    private const int ArrayHeader = 24;
    private const int TableState = 12;
    private const int SmallestIndex = 64;
    private const int LongestSparseIndex = 4_096;

    /// <summary>Records and session of one connection.</summary>
    public int PerConnection => Records.Hot + Records.Cold + Session.Bytes;

    /// <summary>The fd table of one loop.</summary>
    public long Table => FdTables.KindFor(Limit) switch
    {
        FdTableKind.Scan => TableState + (8L * Limit),
        FdTableKind.Hash => TableState + (8L * Limit) + (4L * FdTables.IndexLengthFor(Limit)),
        _ => (2 * OfArray(Limit, sizeof(int))) + OfArray(GrownIndexLength(), sizeof(int)),
    };

    /// <summary>Table, records and sessions of all loops.</summary>
    public long PerContext => Loops * (Table + OfChunks(Records.Hot) + OfChunks(Records.Cold) + OfChunks(Session.Bytes));

    private long OfChunks(int element)
    {
        int full = Limit / ChunkLength;
        int rest = Limit % ChunkLength;
        int chunks = full + (rest > 0 ? 1 : 0);
        int list = 1;
        while (list < chunks)
            list *= 2;
        return (full * OfArray(ChunkLength, element)) + (rest > 0 ? OfArray(rest, element) : 0) + OfArray(list, sizeof(long));
    }

    private int GrownIndexLength()
    {
        int length = SmallestIndex;
        while ((length <= LongestSparseIndex ? 1 : 2) * (length / 3) < Limit)
            length *= 2;
        return length;
    }

    private static long OfArray(int length, int element) => (ArrayHeader + ((long)length * element) + 7) & ~7L;
}

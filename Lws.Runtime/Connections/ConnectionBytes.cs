using System.ComponentModel;
using System.Numerics;
using Lws.Buffers;

namespace Lws.Connections;

/// <summary>What connections take, for the bill that emitted code states: the generator reads the constants when it compiles.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ConnectionBytes
{
    /// <summary>The record that each message touches, in bytes.</summary>
    public const int Hot = 56;

    /// <summary>The record that few messages touch, in bytes.</summary>
    public const int Cold = 52;

    /// <summary>Both records of a connection, in bytes.</summary>
    public const int Records = Hot + Cold;

    // As in ChunkedArray.
    private const int ChunkLength = 128;

    /// <summary>What a loop takes with as many connections as it is for: the fd table, the records, and the sessions of one protocol.</summary>
    /// <param name="table">The fd table, in bytes.</param>
    /// <param name="fdLimit">How many connections.</param>
    /// <param name="session">The protocol's struct, in bytes.</param>
    public static long OfLoop(long table, int fdLimit, int session) =>
        table + OfChunks(fdLimit, Hot) + OfChunks(fdLimit, Cold) + OfChunks(fdLimit, session);

    private static long OfChunks(int length, int element)
    {
        (int full, int rest) = Math.DivRem(length, ChunkLength);
        int chunks = full + (rest > 0 ? 1 : 0);
        return (full * ObjectSize.OfArray(ChunkLength, element))
            + (rest > 0 ? ObjectSize.OfArray(rest, element) : 0)
            + ObjectSize.OfArray((int)BitOperations.RoundUpToPowerOf2((uint)chunks), sizeof(long));
    }
}

namespace Lws.Buffers;

/// <summary>Pooled bytes: filled from <see cref="Start"/> to <see cref="End"/>, free behind, chained by handles.</summary>
/// <remarks>Loop thread only. Made and kept by <see cref="BlockPool"/>.</remarks>
internal struct Block
{
    /// <summary>At least as long as was asked for.</summary>
    public byte[] Bytes;

    /// <summary>Where the filled bytes begin.</summary>
    public int Start;

    /// <summary>Where the filled bytes end.</summary>
    public int End;

    /// <summary>The handle of the next block in the owner's chain; 0 at its end.</summary>
    public int Next;

    /// <summary>Of a block that is found by its key: the next in its chain, or -1. 0 for all others.</summary>
    public int NextOfKey;

    /// <summary>What it is found by.</summary>
    public ulong Key;

    public readonly bool IsKeyed => NextOfKey != 0;

    public readonly ReadOnlySpan<byte> Filled => Bytes.AsSpan(Start, End - Start);

    public readonly Span<byte> Free => Bytes.AsSpan(End);
}

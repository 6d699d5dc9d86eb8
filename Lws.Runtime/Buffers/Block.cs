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

    /// <summary>Of a block that has no bytes of its own: the shared block that it refers to; 0 for all others.</summary>
    public int Source;

    /// <summary>Of a shared block: how many refer to it.</summary>
    public int References;

    public readonly bool IsKeyed => NextOfKey != 0;

    /// <summary>Whether bytes may be added behind those that it holds.</summary>
    public readonly bool TakesMore => NextOfKey == 0 && Source == 0 && End < Bytes.Length;

    public readonly int Length => End - Start;

    public readonly ReadOnlySpan<byte> Filled => Bytes.AsSpan(Start, End - Start);

    public readonly Span<byte> Free => Bytes.AsSpan(End);
}

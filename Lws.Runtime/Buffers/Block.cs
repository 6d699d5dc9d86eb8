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

    public readonly ReadOnlySpan<byte> Filled => Bytes.AsSpan(Start, End - Start);

    public readonly Span<byte> Free => Bytes.AsSpan(End);
}

namespace Lws.Connections;

/// <summary>A slot of <see cref="PagedFdTable"/> and, with the same number but otherwise unrelated, a bucket. 16 bytes.</summary>
/// <remarks>Loop thread only.</remarks>
internal struct FdRecord
{
    /// <summary>The descriptor while the slot is open; negative while it is closed or free.</summary>
    public int Fd;

    public uint Generation;

    /// <summary>The next slot + 1 of the chain that the slot is in; 0 at its end.</summary>
    public int Next;

    /// <summary>The first slot + 1 of the bucket's chain; 0 where it is empty.</summary>
    public int FirstOfBucket;
}

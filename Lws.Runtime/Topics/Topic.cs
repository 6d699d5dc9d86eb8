namespace Lws.Topics;

/// <summary>A topic that somebody is subscribed to.</summary>
/// <remarks>Loop thread; what <see cref="TopicTable.CountOf"/> reads, any thread.</remarks>
internal struct Topic
{
    /// <summary>The name and what is left of longer ones: kept when the record is used again.</summary>
    public byte[]? Bytes;

    /// <summary>Of the name, in bytes.</summary>
    public int Length;

    /// <summary>Of the name, under this process's seed.</summary>
    public int Hash;

    /// <summary>The latest subscription; 0 for none.</summary>
    public int Latest;

    /// <summary>How many subscriptions there are.</summary>
    public int Count;

    public readonly ReadOnlySpan<byte> Name => Bytes.AsSpan(0, Length);
}

using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;
using Lws.Buffers;

namespace Lws.Topics;

/// <summary>The topics of one loop, found by their names in constant time.</summary>
/// <remarks>
/// Loop thread only, but for <see cref="CountOf"/>: so adding, removing and counting take turns, and finding does not. Allocates nothing once
/// it has had as many topics, with names as long.
/// </remarks>
internal sealed class TopicTable : IEqualityComparer<int>, IAlternateEqualityComparer<ReadOnlySpan<byte>, int>
{
    // Names of about a length take each other's place without an allocation.
    private const int ShortestName = 16;

    private readonly Lock _gate = new();
    private readonly Records<Topic> _topics = new();
    private readonly HashSet<int> _handles;
    private readonly HashSet<int>.AlternateLookup<ReadOnlySpan<byte>> _byName;
    private long _nameBytes;

    public TopicTable()
    {
        _handles = new HashSet<int>(this);
        _byName = _handles.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public int Count => _handles.Count;

    /// <summary>Records, names and the hash table: 12 bytes an entry and 4 a bucket.</summary>
    public long Bytes => _topics.Bytes + _nameBytes + (16L * _handles.Capacity);

    public ref Topic this[int topic] => ref _topics[topic];

    /// <summary>The topic of that name, or 0.</summary>
    public int Find(ReadOnlySpan<byte> name) => _byName.TryGetValue(name, out int topic) ? topic : 0;

    /// <summary>How many are subscribed to a topic. Any thread.</summary>
    public int CountOf(ReadOnlySpan<byte> name)
    {
        lock (_gate)
            return Find(name) is var topic and not 0 ? Volatile.Read(ref _topics[topic].Count) : 0;
    }

    /// <summary>Makes a topic of a name that is not in the table.</summary>
    public int Add(ReadOnlySpan<byte> name)
    {
        Debug.Assert(Find(name) == 0, "A topic is added once.");
        lock (_gate)
        {
            int topic = _topics.Rent();
            ref Topic added = ref _topics[topic];
            SetName(ref added, name);
            added.Hash = GetHashCode(name);
            added.Latest = 0;
            added.Count = 0;
            _handles.Add(topic);
            return topic;
        }
    }

    public void Remove(int topic)
    {
        Debug.Assert(_topics[topic].Count == 0, "A topic with subscribers stays.");
        lock (_gate)
        {
            bool isRemoved = _handles.Remove(topic);
            Debug.Assert(isRemoved, "Only what is in the table is removed.");
            _topics.Return(topic);
        }
    }

    private void SetName(ref Topic topic, ReadOnlySpan<byte> name)
    {
        int kept = topic.Bytes?.Length ?? 0;
        if (kept < name.Length || topic.Bytes is null)
        {
            topic.Bytes = new byte[BitOperations.RoundUpToPowerOf2((uint)Math.Max(name.Length, ShortestName))];
            _nameBytes += ObjectSize.OfArray<byte>(topic.Bytes.Length) - (kept == 0 ? 0 : ObjectSize.OfArray<byte>(kept));
        }

        name.CopyTo(topic.Bytes);
        topic.Length = name.Length;
    }

    /// <summary>The hash of a name. Peers choose names: without the seed nobody can find many that collide.</summary>
    /// <remarks>The runtime's hash of strings has a seed of 64 bits and takes bytes by two; an odd one is added.</remarks>
    public int GetHashCode(ReadOnlySpan<byte> name)
    {
        int hash = string.GetHashCode(MemoryMarshal.Cast<byte, char>(name));
        return name.Length % sizeof(char) == 0 ? hash : HashCode.Combine(hash, name[^1]);
    }

    public int GetHashCode(int topic) => _topics[topic].Hash;

    public bool Equals(int left, int right) => left == right;

    public bool Equals(ReadOnlySpan<byte> name, int topic) => name.SequenceEqual(_topics[topic].Name);

    int IAlternateEqualityComparer<ReadOnlySpan<byte>, int>.Create(ReadOnlySpan<byte> alternate) => throw new UnreachableException();
}

using System.ComponentModel;
using System.Diagnostics;
using System.Numerics;
using Lws.Buffers;

namespace Lws.Connections;

/// <summary>An fd table for many connections, or for as many as the process may open: memory is taken as connections come.</summary>
/// <remarks>
/// <para>Loop thread only. Held in place and reached by reference.</para>
/// <para>The slot of a descriptor is found by linear hashing (Litwin 1980): with each new slot comes one new bucket, which takes its
/// share of the entries of one older bucket. So there are as many buckets as slots at every size, and the table never stops to rehash
/// as an open-addressed one must, which for a million connections would hold up the loop for milliseconds.</para>
/// <para>The hash of a descriptor is its low bits. The kernel gives out the lowest number that is free, so descriptors are dense: one
/// to a bucket, or in a chain as many as the process has descriptors for each slot of this table. A multiplied hash was slower, for
/// the lengths of its chains are random. Pages indexed by the descriptor's number would cost each loop memory for the descriptors of
/// all the others, and a directory of megabytes for a single high number.</para>
/// <para>A connection costs 16 bytes. Nothing is given back before the context ends.</para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct PagedFdTable : IFdTable
{
    private const int Closed = int.MinValue;

    private ChunkedArray<FdRecord> _records;
    private int _limit;
    private int _buckets; // as many as slots were ever given out
    private int _firstFree; // slot + 1; the list runs through Next

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public readonly bool IsFull => Count == _limit;

    /// <inheritdoc/>
    public readonly long Bytes => _records.Bytes;

    /// <inheritdoc/>
    public void Initialize(int limit)
    {
        Debug.Assert(limit > 0, "A table has room for a connection.");
        _limit = limit;
        _records = new ChunkedArray<FdRecord>(limit);
    }

    /// <inheritdoc/>
    public bool TryAdd(int fd, out int slot)
    {
        Debug.Assert(fd >= 0, "A descriptor is not negative.");
        Debug.Assert(!TryFind(fd, out _), "The descriptor is in the table already.");
        if (IsFull)
        {
            slot = -1;
            return false;
        }

        slot = TakeSlot();
        ref FdRecord record = ref _records[slot];
        record.Fd = fd;
        PushTo(BucketOf(fd), slot, ref record);
        Count++;
        return true;
    }

    /// <inheritdoc/>
    public readonly uint GenerationOf(int slot) => _records[slot].Generation;

    /// <inheritdoc/>
    public readonly bool IsCurrent(int slot, uint generation) => _records[slot].Generation == generation;

    /// <inheritdoc/>
    public readonly bool TryFind(int fd, out int slot)
    {
        if (_buckets > 0)
        {
            for (int next = _records[BucketOf(fd)].FirstOfBucket; next != 0;)
            {
                slot = next - 1;
                ref FdRecord record = ref _records[slot];
                if (record.Fd == fd)
                    return true;

                next = record.Next;
            }
        }

        slot = -1;
        return false;
    }

    /// <inheritdoc/>
    public readonly void Close(int slot)
    {
        ref FdRecord record = ref _records[slot];
        Debug.Assert(slot < _buckets && record.Fd >= 0, "Only an open slot is closed.");
        ref int link = ref _records[BucketOf(record.Fd)].FirstOfBucket;
        while (link != slot + 1)
            link = ref _records[link - 1].Next;
        link = record.Next;

        record.Fd = Closed;
        record.Generation++;
    }

    /// <inheritdoc/>
    public void Recycle(int slot)
    {
        ref FdRecord record = ref _records[slot];
        Debug.Assert(record.Fd == Closed, "Only a closed slot is recycled, and once.");
        record.Fd = ~0;
        record.Next = _firstFree;
        _firstFree = slot + 1;
        Count--;
    }

    private readonly int BucketOf(int fd)
    {
        int mask = (int)BitOperations.RoundUpToPowerOf2((uint)_buckets) - 1;
        int bucket = fd & mask;
        return bucket < _buckets ? bucket : bucket & (mask >> 1);
    }

    private int TakeSlot()
    {
        if (_firstFree == 0)
        {
            AddBucket();
            return _buckets - 1;
        }

        int slot = _firstFree - 1;
        _firstFree = _records[slot].Next;
        return slot;
    }

    // The new bucket is an older one's number with one bit more in front: its entries can only be in that one.
    private void AddBucket()
    {
        int bucket = _buckets;
        _records.Reserve(bucket);
        _buckets++;
        if (bucket == 0)
            return;

        int older = bucket & ~(1 << BitOperations.Log2((uint)bucket));
        ref int link = ref _records[older].FirstOfBucket;
        while (link != 0)
        {
            int slot = link - 1;
            ref FdRecord record = ref _records[slot];
            if (BucketOf(record.Fd) == older)
            {
                link = ref record.Next;
                continue;
            }

            link = record.Next;
            PushTo(bucket, slot, ref record);
        }
    }

    private readonly void PushTo(int bucket, int slot, ref FdRecord record)
    {
        ref int first = ref _records[bucket].FirstOfBucket;
        record.Next = first;
        first = slot + 1;
    }
}

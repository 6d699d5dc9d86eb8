using System.Buffers;
using System.Diagnostics;
using System.Numerics;

namespace Lws.Buffers;

/// <summary>
/// The blocks of one loop, in size classes from 512 bytes to 1 MiB. Connections name them by handle, so that their records hold no
/// references for the garbage collector to follow.
/// </summary>
/// <remarks>
/// Loop thread only. A returned block keeps its record and its bytes for the next one who asks for its size, until the pool retains
/// as much as it may; what is above goes to the garbage collector. Blocks over 1 MiB come from the shared array pool and go back
/// there.
/// </remarks>
/// <param name="retainLimit">How many bytes may lie unused in the pool.</param>
/// <param name="share">Where blocks in use are counted, or null: nowhere else.</param>
internal sealed partial class BlockPool(long retainLimit, BudgetShare? share = null)
{
    private const int SmallestLength = 1 << SmallestLengthLog2;
    private const int SmallestLengthLog2 = 9;
    private const int LargestLength = 1 << 20;
    private const int SizeClasses = 12;
    private const int Returned = -1; // the Start of a block that is not rented
    private const byte Poison = 0xDD;

    private readonly ChunkedArray<Block> _blocks = new(int.MaxValue); // place 0 stays empty
    private readonly int[] _retained = new int[SizeClasses]; // the first handle of each size class
    private int _bare; // the first record without bytes
    private int _last;

    /// <summary>Bytes of the blocks that are in use, their unfilled parts included.</summary>
    public long RentedBytes { get; private set; }

    /// <summary>Bytes that wait to be rented again.</summary>
    public long RetainedBytes { get; private set; }

    /// <summary>Blocks in use.</summary>
    public int RentedBlocks { get; private set; }

    /// <summary>Bytes of the blocks' records; the blocks' own bytes are not among them.</summary>
    public long RecordBytes => _blocks.Bytes;

    /// <summary>A rented block. The reference stays valid until the block is returned.</summary>
    public ref Block this[int handle]
    {
        get
        {
            ref Block block = ref _blocks[handle];
            Debug.Assert(handle > 0 && block.Start != Returned, "The block is not rented.");
            return ref block;
        }
    }

    /// <summary>Gives an empty block of at least this many bytes.</summary>
    /// <returns>Its handle, 1 or above.</returns>
    public int Rent(int minimumLength)
    {
        Debug.Assert(minimumLength >= 0, "A block has a length.");
        int handle = minimumLength <= LargestLength
            ? RentOfClass(SizeClassOf(minimumLength))
            : TakeRecord(ArrayPool<byte>.Shared.Rent(minimumLength));

        ref Block block = ref _blocks[handle];
        block.Start = 0;
        block.End = 0;
        block.Next = 0;
        block.NextOfKey = 0;
        block.Source = 0;
        block.References = 0;
        RentedBytes += block.Bytes.Length;
        RentedBlocks++;
        share?.Change(block.Bytes.Length);
        return handle;
    }

    /// <summary>The bytes of a rented block, its unfilled part included; of one that refers to another, what it refers to; 0 for none.</summary>
    public int LengthOf(int handle)
    {
        if (handle == 0)
            return 0;
        ref Block block = ref this[handle];
        return block.Source == 0 ? block.Bytes.Length : block.Length;
    }

    /// <summary>The bytes of a block and of all that follow it; 0 for the empty chain.</summary>
    public long LengthOfChain(int first)
    {
        long length = 0;
        for (int handle = first; handle != 0; handle = this[handle].Next)
            length += LengthOf(handle);
        return length;
    }

    /// <summary>Takes a block back. Its bytes must not be used any more: in Debug builds they are overwritten.</summary>
    public void Return(int handle)
    {
        ref Block block = ref this[handle];
        Debug.Assert(block.References == 0, "Somebody refers to the block.");
        if (block.Source != 0)
        {
            ReturnReference(handle);
            return;
        }

        int length = block.Bytes.Length;
        OverwriteInDebug(block.Bytes);
        block.Start = Returned;
        RentedBytes -= length;
        RentedBlocks--;
        share?.Change(-length);

        if (length <= LargestLength && RetainedBytes + length <= retainLimit)
        {
            RetainedBytes += length;
            Push(ref _retained[SizeClassOf(length)], handle);
            return;
        }

        if (length > LargestLength)
            ArrayPool<byte>.Shared.Return(block.Bytes);
        block.Bytes = [];
        Push(ref _bare, handle);
    }

    /// <summary>Takes a block and all that follow it back; 0 is the empty chain.</summary>
    public void ReturnChain(int first)
    {
        while (first != 0)
        {
            int next = this[first].Next;
            Return(first);
            first = next;
        }
    }

    /// <summary>
    /// Moves the filled bytes to the start of a block of at least twice the length and at least <paramref name="minimumLength"/>
    /// bytes in all, and returns the old one.
    /// </summary>
    /// <returns>The new handle. It is followed by what followed the old one; a chain's earlier blocks still name the old one.</returns>
    public int Grow(int handle, int minimumLength)
    {
        int twice = (int)Math.Min(2L * this[handle].Bytes.Length, Array.MaxLength);
        int bigger = Rent(Math.Max(twice, minimumLength));
        ref Block from = ref this[handle];
        ref Block to = ref this[bigger];
        from.Filled.CopyTo(to.Free);
        to.End = from.End - from.Start;
        to.Next = from.Next;
        Return(handle);
        return bigger;
    }

    /// <summary>Gives a rented block what another holds or refers to, and returns the other with what the block had; its handle and its
    /// place in chains stay.</summary>
    public void Replace(int handle, int other)
    {
        ref Block block = ref this[handle];
        ref Block spare = ref this[other];
        Debug.Assert(block.References == 0 && spare.References == 0, "Somebody refers to the block.");
        (block.Bytes, spare.Bytes) = (spare.Bytes, block.Bytes);
        (block.Source, spare.Source) = (spare.Source, block.Source);
        (block.Start, block.End) = (spare.Start, spare.End);
        Return(other);
    }

    private static int SizeClassOf(int length) =>
        BitOperations.Log2((uint)Math.Max(length, SmallestLength) - 1) + 1 - SmallestLengthLog2;

    [Conditional("DEBUG")]
    private static void OverwriteInDebug(byte[] bytes) => bytes.AsSpan().Fill(Poison);

    private int RentOfClass(int sizeClass)
    {
        if (_retained[sizeClass] == 0)
            return TakeRecord(GC.AllocateUninitializedArray<byte>(SmallestLength << sizeClass));

        int handle = Pop(ref _retained[sizeClass]);
        RetainedBytes -= _blocks[handle].Bytes.Length;
        return handle;
    }

    private int TakeRecord(byte[] bytes)
    {
        int handle = _bare != 0 ? Pop(ref _bare) : ++_last;
        _blocks.Reserve(handle);
        _blocks[handle].Bytes = bytes;
        return handle;
    }

    private void Push(ref int first, int handle)
    {
        _blocks[handle].Next = first;
        first = handle;
    }

    private int Pop(ref int first)
    {
        int handle = first;
        first = _blocks[handle].Next;
        return handle;
    }
}

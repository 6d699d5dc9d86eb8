using System.Diagnostics;

namespace Lws.Buffers;

/// <summary>Blocks that several refer to, and the blocks without bytes that do so: each reference has a beginning and an end of its own.</summary>
/// <remarks>Short pieces stand one behind the other in one block, so that who is given all of them needs one reference.</remarks>
internal sealed partial class BlockPool
{
    /// <summary>The longest piece that has not a block of its own.</summary>
    public const int LongestTogether = 4_096;

    private const int TogetherLength = 16_384;

    private int _together; // the block that short pieces are put into; somebody refers to it, or it is 0

    /// <summary>Bytes of the blocks that are shared, their unfilled parts included; rented bytes all of them.</summary>
    public long SharedBytes { get; private set; }

    /// <summary>Gives room for a piece that several are to refer to. It is held until <see cref="Release"/>.</summary>
    /// <param name="length">In bytes.</param>
    /// <param name="isAlone">Whether it has a block of its own even if it is short: for what may stay longer than its neighbours.</param>
    public SharedBytes Share(int length, bool isAlone)
    {
        int handle = isAlone || length > LongestTogether ? RentShared(length) : TogetherFor(length);
        ref Block block = ref this[handle];
        block.References++;
        block.End += length;
        return new SharedBytes(handle, block.End - length, block.End);
    }

    public Span<byte> BytesOf(SharedBytes piece) => this[piece.Block].Bytes.AsSpan(piece.Start, piece.Length);

    /// <summary>Gives a block without bytes of its own, whose filled bytes are the piece. Nothing is free in it.</summary>
    public int Refer(SharedBytes piece)
    {
        ref Block source = ref this[piece.Block];
        Debug.Assert(source.References > 0, "A shared block is held while others begin to refer to it.");
        source.References++;
        int handle = TakeRecord(source.Bytes);
        ref Block reference = ref _blocks[handle];
        reference.Start = piece.Start;
        reference.End = piece.End;
        reference.Next = 0;
        reference.NextOfKey = 0;
        reference.Source = piece.Block;
        reference.References = 0;
        return handle;
    }

    /// <summary>One refers to it no more; without the last it is returned.</summary>
    public void Release(int handle)
    {
        ref Block block = ref this[handle];
        Debug.Assert(block.References > 0, "A shared block is released as often as it was held.");
        if (--block.References > 0)
            return;
        if (handle == _together)
            _together = 0;
        SharedBytes -= block.Bytes.Length;
        Return(handle);
    }

    private int TogetherFor(int length)
    {
        if (_together == 0 || this[_together].Free.Length < length)
            _together = RentShared(TogetherLength);
        return _together;
    }

    private int RentShared(int length)
    {
        int handle = Rent(length);
        SharedBytes += this[handle].Bytes.Length;
        return handle;
    }

    private void ReturnReference(int handle)
    {
        ref Block reference = ref this[handle];
        int source = reference.Source;
        reference.Start = Returned;
        reference.Source = 0;
        reference.Bytes = [];
        Push(ref _bare, handle);
        Release(source);
    }
}

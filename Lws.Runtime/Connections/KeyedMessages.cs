using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;
using Lws.Buffers;

namespace Lws.Connections;

/// <summary>Finds the message with a key among those that wait for one connection, in constant time.</summary>
/// <remarks>
/// Loop thread only. Each such message has a block of its own. The table is a pooled block too: heads of chains through
/// <see cref="Block.NextOfKey"/>, about as many as there can be messages, so that it never grows.
/// </remarks>
internal sealed class KeyedMessages(BlockPool blocks)
{
    private const int SmallestTable = 512;
    private const int LargestTable = 1 << 20;
    private const int EndOfChain = -1;
    private const ulong GoldenRatio = 0x9E37_79B9_7F4A_7C15; // Fibonacci hashing: neighbouring keys go to different chains

    /// <summary>The block of the message with that key, or 0.</summary>
    public int Find(ref readonly Backlog backlog, ulong key)
    {
        if (backlog.KeyedCount == 0)
            return 0;
        int block = HeadOf(in backlog, key);
        while (block > 0 && blocks[block].Key != key)
            block = blocks[block].NextOfKey;
        return Math.Max(block, 0);
    }

    /// <summary>Makes a block findable.</summary>
    /// <param name="backlog">Of the connection that it waits for.</param>
    /// <param name="block">A block in its queue.</param>
    /// <param name="key">A key that is not in the table.</param>
    /// <param name="most">How many messages the table may ever have: the same at each call.</param>
    public void Add(ref Backlog backlog, int block, ulong key, int most)
    {
        if (backlog.Keys == 0)
        {
            backlog.Keys = blocks.Rent((int)Math.Clamp((long)most * sizeof(int), SmallestTable, LargestTable));
            blocks[backlog.Keys].Free.Clear();
        }

        ref int head = ref HeadOf(in backlog, key);
        blocks[block].Key = key;
        blocks[block].NextOfKey = head == 0 ? EndOfChain : head;
        head = block;
        backlog.KeyedCount++;
    }

    /// <summary>From now on the message is not found any more: it has begun to go out, or has gone.</summary>
    public void Remove(ref Backlog backlog, int block)
    {
        ref Block removed = ref blocks[block];
        Debug.Assert(removed.IsKeyed, "The block is not in the table.");
        ref int link = ref HeadOf(in backlog, removed.Key);
        int follower = removed.NextOfKey;
        if (link == block)
        {
            link = follower == EndOfChain ? 0 : follower;
        }
        else
        {
            while (link != block)
                link = ref blocks[link].NextOfKey;
            link = follower;
        }

        removed.NextOfKey = 0;
        backlog.KeyedCount--;
    }

    private ref int HeadOf(ref readonly Backlog backlog, ulong key)
    {
        Span<int> heads = MemoryMarshal.Cast<byte, int>(blocks[backlog.Keys].Bytes.AsSpan());
        Debug.Assert(BitOperations.IsPow2(heads.Length), "A pooled block is a power of two long.");
        return ref heads[(int)(key * GoldenRatio >> (64 - BitOperations.Log2((uint)heads.Length)))];
    }
}

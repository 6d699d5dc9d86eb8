using System.Diagnostics;
using Lws.Buffers;
using Lws.Framing;

namespace Lws.Connections;

/// <summary>The output that waits for a connection: a chain of pooled blocks, none while nothing waits.</summary>
/// <remarks>Loop thread only. The handles and the count live in the connection's record.</remarks>
internal sealed class SendQueue(BlockPool blocks, ConnectionSlab connections)
{
    // Small enough that a slow reader of small messages pins little, large enough that a large rest is a short chain.
    private const int SmallestBlock = 1_024;
    private const int LargestBlock = 65_536;

    /// <summary>Copies bytes to the end of the queue, and masks the copy unless the key is 0.</summary>
    public void Append(ref Connection connection, ReadOnlySpan<byte> bytes, uint key = 0)
    {
        ref ConnectionDetail detail = ref connections.Detail(connection.Slot);
        connection.QueuedBytes += bytes.Length;
        while (!bytes.IsEmpty)
        {
            if (detail.QueueTail == 0 || blocks[detail.QueueTail].Free.IsEmpty)
                AddBlock(ref connection, ref detail, Math.Clamp(bytes.Length, SmallestBlock, LargestBlock));

            ref Block tail = ref blocks[detail.QueueTail];
            int count = Math.Min(bytes.Length, tail.Free.Length);
            bytes[..count].CopyTo(tail.Free);
            if (key != 0)
                key = Masking.Apply(tail.Free[..count], key);
            tail.End += count;
            bytes = bytes[count..];
        }
    }

    /// <summary>The first three pieces of what waits; empty ones where there are fewer.</summary>
    public void Peek(ref Connection connection, out ReadOnlySpan<byte> first, out ReadOnlySpan<byte> second, out ReadOnlySpan<byte> third)
    {
        int block = connection.QueueHead;
        first = TakePiece(ref block);
        second = TakePiece(ref block);
        third = TakePiece(ref block);
    }

    /// <summary>Drops bytes that the socket has taken; blocks that are empty go back to the pool.</summary>
    public void Consume(ref Connection connection, int count)
    {
        Debug.Assert(count <= connection.QueuedBytes, "The socket took more than was queued.");
        connection.QueuedBytes -= count;
        while (count > 0)
        {
            ref Block head = ref blocks[connection.QueueHead];
            int taken = Math.Min(count, head.End - head.Start);
            head.Start += taken;
            count -= taken;
            if (head.Start == head.End)
                DropHead(ref connection);
        }
    }

    public void Clear(ref Connection connection)
    {
        while (connection.QueueHead != 0)
            DropHead(ref connection);
        connection.QueuedBytes = 0;
    }

    private void AddBlock(ref Connection connection, ref ConnectionDetail detail, int length)
    {
        int block = blocks.Rent(length);
        if (detail.QueueTail == 0)
            connection.QueueHead = block;
        else
            blocks[detail.QueueTail].Next = block;
        detail.QueueTail = block;
    }

    private void DropHead(ref Connection connection)
    {
        int head = connection.QueueHead;
        connection.QueueHead = blocks[head].Next;
        if (connection.QueueHead == 0)
            connections.Detail(connection.Slot).QueueTail = 0;
        blocks.Return(head);
    }

    private ReadOnlySpan<byte> TakePiece(scoped ref int block)
    {
        if (block == 0)
            return default;
        ref Block piece = ref blocks[block];
        block = piece.Next;
        return piece.Filled;
    }
}

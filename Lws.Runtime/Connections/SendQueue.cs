using System.Diagnostics;
using Lws.Buffers;
using Lws.Framing;
using Lws.Loop;

namespace Lws.Connections;

/// <summary>The output that waits for a connection: a chain of pooled blocks, none while nothing waits.</summary>
/// <remarks>
/// Loop thread only. The first handle and the count live in the connection's record, the rest in its <see cref="Backlog"/>. A message with
/// a key has a block of its own, so that a newer one can take its place.
/// </remarks>
internal sealed partial class SendQueue(EventLoop loop)
{
    // Small enough that a slow reader of small messages pins little, large enough that a large rest is a short chain.
    private const int SmallestBlock = 1_024;
    private const int LargestBlock = 65_536;

    private readonly BlockPool _blocks = loop.Blocks;
    private readonly KeyedMessages _keyed = new(loop.Blocks);
    private readonly Records<Backlog> _backlogs = new();

    public long Bytes => _backlogs.Bytes;

    /// <summary>Whether there is a backlog: always where something waits.</summary>
    public bool HasBacklog(ref Connection connection) => loop.Connections.Detail(connection.Slot).Backlog != 0;

    /// <summary>The connection's backlog, made where there is none.</summary>
    public ref Backlog BacklogOf(ref Connection connection)
    {
        ref int handle = ref loop.Connections.Detail(connection.Slot).Backlog;
        if (handle == 0)
        {
            handle = _backlogs.Rent();
            _backlogs[handle] = new Backlog { ProgressAt = loop.Now };
        }

        return ref _backlogs[handle];
    }

    /// <summary>Copies bytes to the end of the queue.</summary>
    public void Append(ref Connection connection, ReadOnlySpan<byte> bytes) => Append(ref connection, bytes, mask: 0);

    /// <summary>Copies bytes to the end of the queue, and masks the copy unless the masking key is 0.</summary>
    /// <returns>The masking key for what follows.</returns>
    public uint Append(ref Connection connection, ReadOnlySpan<byte> bytes, uint mask)
    {
        if (bytes.IsEmpty)
            return mask;
        ref Backlog backlog = ref BacklogOf(ref connection);
        backlog.OwesWritable = true;
        Count(ref connection, bytes.Length);
        while (!bytes.IsEmpty)
        {
            if (backlog.Tail == 0 || !_blocks[backlog.Tail].TakesMore)
                AddBlock(ref connection, ref backlog, _blocks.Rent(Math.Clamp(bytes.Length, SmallestBlock, LargestBlock)));

            int count = Math.Min(bytes.Length, _blocks[backlog.Tail].Free.Length);
            mask = Fill(ref _blocks[backlog.Tail], bytes[..count], mask);
            bytes = bytes[count..];
        }

        return mask;
    }

    /// <summary>The first three pieces of what waits; empty ones where there are fewer.</summary>
    /// <returns>Whether there are more.</returns>
    public bool Peek(ref Connection connection, out ReadOnlySpan<byte> first, out ReadOnlySpan<byte> second, out ReadOnlySpan<byte> third)
    {
        int block = connection.QueueHead;
        first = TakePiece(ref block);
        second = TakePiece(ref block);
        third = TakePiece(ref block);
        return block != 0;
    }

    /// <summary>Copies what waits, from the beginning, as far as there is room.</summary>
    /// <returns>How many bytes.</returns>
    public int Gather(ref Connection connection, Span<byte> target)
    {
        int gathered = 0;
        for (int block = connection.QueueHead; block != 0 && gathered < target.Length;)
        {
            ReadOnlySpan<byte> piece = TakePiece(ref block);
            piece = piece[..Math.Min(piece.Length, target.Length - gathered)];
            piece.CopyTo(target[gathered..]);
            gathered += piece.Length;
        }

        return gathered;
    }

    /// <summary>Drops bytes that the socket has taken; blocks that are empty go back to the pool.</summary>
    public void Consume(ref Connection connection, int count)
    {
        Debug.Assert(count <= connection.QueuedBytes, "The socket took more than was queued.");
        if (count == 0)
            return;
        ref Backlog backlog = ref BacklogOf(ref connection);
        backlog.ProgressAt = loop.Now;
        Count(ref connection, -count);
        while (count > 0)
        {
            ref Block head = ref _blocks[connection.QueueHead];
            if (head.IsKeyed)
                _keyed.Remove(ref backlog, connection.QueueHead);
            int taken = Math.Min(count, head.End - head.Start);
            head.Start += taken;
            count -= taken;
            if (head.Start == head.End)
                DropHead(ref connection, ref backlog);
        }
    }

    /// <summary>Gives the backlog back where nothing waits and nothing is to be told.</summary>
    public void Rest(ref Connection connection)
    {
        ref int handle = ref loop.Connections.Detail(connection.Slot).Backlog;
        if (handle != 0 && connection.QueueHead == 0 && _backlogs[handle].Dropped == 0)
            GiveBack(ref handle);
    }

    public void Clear(ref Connection connection)
    {
        ref int handle = ref loop.Connections.Detail(connection.Slot).Backlog;
        if (handle == 0)
            return;
        _blocks.ReturnChain(connection.QueueHead);
        connection.QueueHead = 0;
        Count(ref connection, -connection.QueuedBytes);
        GiveBack(ref handle);
    }

    private void Count(ref Connection connection, int change)
    {
        connection.QueuedBytes += change;
        loop.Counts.Queued(in connection, change);
    }

    private void GiveBack(ref int handle)
    {
        ref Backlog backlog = ref _backlogs[handle];
        loop.ReturnBlock(ref backlog.Keys);
        loop.ReturnBlock(ref backlog.Ping);
        _backlogs.Return(handle);
        handle = 0;
    }

    private static uint Fill(ref Block block, ReadOnlySpan<byte> bytes, uint mask)
    {
        Span<byte> copy = block.Free[..bytes.Length];
        bytes.CopyTo(copy);
        block.End += bytes.Length;
        return mask == 0 ? 0 : Masking.Apply(copy, mask);
    }

    private void AddBlock(ref Connection connection, ref Backlog backlog, int block)
    {
        if (backlog.Tail == 0)
            connection.QueueHead = block;
        else
            _blocks[backlog.Tail].Next = block;
        backlog.Tail = block;
    }

    private void DropHead(ref Connection connection, ref Backlog backlog)
    {
        int head = connection.QueueHead;
        connection.QueueHead = _blocks[head].Next;
        if (connection.QueueHead == 0)
            backlog.Tail = 0;
        if (_blocks[head].Source != 0)
            backlog.References--;
        if (head == backlog.ControlBlock)
        {
            backlog.ControlBlock = 0;
            backlog.ControlBytes = 0;
        }

        _blocks.Return(head);
    }

    private ReadOnlySpan<byte> TakePiece(scoped ref int block)
    {
        if (block == 0)
            return default;
        ref Block piece = ref _blocks[block];
        block = piece.Next;
        return piece.Filled;
    }
}

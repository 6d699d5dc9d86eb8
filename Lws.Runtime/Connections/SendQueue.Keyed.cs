using Lws.Buffers;

namespace Lws.Connections;

/// <summary>Messages with a key: each has a block of its own, whose place in the queue the next one with that key takes.</summary>
internal sealed partial class SendQueue
{
    // A message with a key pins as much at least, so the limit of the queue limits their number too.
    private const int SmallestKeyedBlock = 512;

    /// <summary>Puts a message with a key at the end of the queue; or in the place of the one with the same key, if none of that has gone
    /// out.</summary>
    /// <returns>False where that would make more than the limit wait: nothing has changed.</returns>
    public bool TryPut(
        ref Connection connection, ulong key, ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload, uint mask, int limit)
    {
        ref Backlog backlog = ref BacklogOf(ref connection);
        int length = header.Length + payload.Length;
        if (!HasRoomFor(ref connection, in backlog, key, length, limit, out int older))
            return false;

        int block = _blocks.Rent(length);
        Fill(ref _blocks[block], header, mask: 0);
        Fill(ref _blocks[block], payload, mask);
        Put(ref connection, ref backlog, key, older, block, limit);
        return true;
    }

    /// <summary>As with bytes of its own, but the message is shared with others.</summary>
    public bool TryPut(ref Connection connection, ulong key, SharedBytes message, int limit)
    {
        ref Backlog backlog = ref BacklogOf(ref connection);
        if (!HasRoomFor(ref connection, in backlog, key, message.Length, limit, out int older))
            return false;
        Put(ref connection, ref backlog, key, older, _blocks.Refer(message), limit);
        return true;
    }

    private bool HasRoomFor(ref Connection connection, ref readonly Backlog backlog, ulong key, int length, int limit, out int older)
    {
        older = _keyed.Find(in backlog, key);
        if (older == 0 && backlog.KeyedCount >= MostKeyed(limit))
            return false;
        int growth = older == 0 ? length : length - _blocks[older].Length;
        return growth <= 0 || (long)connection.QueuedBytes + growth <= limit;
    }

    private void Put(ref Connection connection, ref Backlog backlog, ulong key, int older, int block, int limit)
    {
        Count(ref connection, _blocks[block].Length);
        backlog.OwesWritable = true;
        if (_blocks[block].Source != 0)
            backlog.References++;
        if (older == 0)
        {
            AddBlock(ref connection, ref backlog, block);
            _keyed.Add(ref backlog, block, key, MostKeyed(limit));
            return;
        }

        Count(ref connection, -_blocks[older].Length);
        if (_blocks[older].Source != 0)
            backlog.References--;
        _blocks.Replace(older, block);
    }

    private static int MostKeyed(int limit) => limit / SmallestKeyedBlock;
}

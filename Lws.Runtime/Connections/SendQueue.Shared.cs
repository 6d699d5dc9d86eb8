using Lws.Buffers;

namespace Lws.Connections;

/// <summary>Bytes that others are sent too: the queue refers to them, with a beginning and an end of its own.</summary>
internal sealed partial class SendQueue
{
    /// <summary>Appends a piece without copying it. One behind the last in the same block makes that reference longer.</summary>
    public void AppendShared(ref Connection connection, SharedBytes piece)
    {
        ref Backlog backlog = ref BacklogOf(ref connection);
        backlog.OwesWritable = true;
        Count(ref connection, piece.Length);
        if (IsBehindLast(in backlog, piece))
        {
            _blocks[backlog.Tail].End = piece.End;
            return;
        }

        AddBlock(ref connection, ref backlog, _blocks.Refer(piece));
        backlog.References++;
    }

    /// <summary>Whether a piece costs no record of its own.</summary>
    public bool IsBehindLast(ref Connection connection, SharedBytes piece) =>
        HasBacklog(ref connection) && IsBehindLast(in BacklogOf(ref connection), piece);

    /// <summary>How many references wait.</summary>
    public int ReferencesOf(ref Connection connection) => HasBacklog(ref connection) ? BacklogOf(ref connection).References : 0;

    private bool IsBehindLast(ref readonly Backlog backlog, SharedBytes piece)
    {
        if (backlog.Tail == 0)
            return false;
        ref readonly Block last = ref _blocks[backlog.Tail];
        return last.Source == piece.Block && last.End == piece.Start && !last.IsKeyed;
    }
}

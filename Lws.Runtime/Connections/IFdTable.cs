using System.ComponentModel;

namespace Lws.Connections;

/// <summary>
/// The map from file descriptors to slots: a struct emitted by the generator with a size fixed at compile time, a type argument of
/// the event loop. It is held in place and reached by reference, never copied.
/// </summary>
/// <remarks>
/// Loop thread only. A slot lives through three calls: <see cref="TryAdd"/>, <see cref="Close"/> (its fd is gone and its events
/// are stale), <see cref="Recycle"/> (it may be given out again). The loop recycles at the end of a batch, so that no event of the
/// same batch can meet a slot's next owner. libwebsockets: the <c>lws_lookup</c> array.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IFdTable
{
    /// <summary>Slots that are given out and not yet recycled.</summary>
    int Count { get; }

    /// <summary>Whether <see cref="TryAdd"/> would refuse.</summary>
    bool IsFull { get; }

    /// <summary>Bytes that the table holds, in place and on the heap.</summary>
    long Bytes { get; }

    /// <summary>Makes an empty table of the default value; called once, in place, before anything else.</summary>
    /// <param name="limit">Connections at most. A table sized at compile time knows it already.</param>
    void Initialize(int limit);

    /// <summary>Gives a slot to a descriptor that is not in the table; refuses when the table is full.</summary>
    bool TryAdd(int fd, out int slot);

    /// <summary>The generation of a slot: it changes each time the slot is closed.</summary>
    uint GenerationOf(int slot);

    /// <summary>Whether the slot still belongs to the descriptor that it had in this generation. Constant time.</summary>
    bool IsCurrent(int slot, uint generation);

    /// <summary>Finds the slot of an open descriptor by its number alone.</summary>
    bool TryFind(int fd, out int slot);

    /// <summary>Takes the descriptor out of the table: not found any more, its generation over.</summary>
    void Close(int slot);

    /// <summary>Lets a closed slot be given out again.</summary>
    void Recycle(int slot);
}

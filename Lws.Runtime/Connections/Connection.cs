using Lws.Framing;

namespace Lws.Connections;

/// <summary>What each message of a connection touches: at most 64 bytes, without references, in a slab.</summary>
/// <remarks>
/// Loop thread only. The rest is in <see cref="ConnectionDetail"/>, by the same slot. Blocks are handles of the loop's
/// <see cref="Buffers.BlockPool"/>, 0 for none: an idle connection holds none.
/// </remarks>
internal struct Connection
{
    /// <summary>Where the peer's frames stand.</summary>
    public FrameReader Reader;

    /// <summary>Where the UTF-8 of the text message in progress stands.</summary>
    public Utf8Validator Text;

    /// <summary>What the next part of a message that we send in parts begins with.</summary>
    public Opcode NextPart;

    public ConnectionState State;

    /// <summary>Index among the context's protocols, once open.</summary>
    public byte Protocol;

    public int Fd;

    /// <summary>Its own place in the slab and in the fd table.</summary>
    public int Slot;

    /// <summary>The place of the user's struct in its protocol's slab.</summary>
    public int SessionSlot;

    /// <summary>Block with bytes received and not consumed: an incomplete head, header or control frame, or all while paused.</summary>
    public int Pending;

    /// <summary>Block with what has arrived of an incomplete message.</summary>
    public int Message;

    /// <summary>First block of the output that waits.</summary>
    public int QueueHead;

    /// <summary>Bytes in that queue.</summary>
    public int QueuedBytes;

    /// <summary>When a byte last arrived, in the loop's milliseconds.</summary>
    public uint LastReceived;

    public ConnectionFlags Flags;

    /// <summary>Whether there is a session: <c>OnOpen</c> was called and <c>OnClosed</c> was not.</summary>
    public readonly bool HasSession => State is ConnectionState.Open or ConnectionState.Closing or ConnectionState.Failed;

    public readonly bool Has(ConnectionFlags flags) => (Flags & flags) != 0;

    public void Set(ConnectionFlags flags) => Flags |= flags;

    public void Clear(ConnectionFlags flags) => Flags &= ~flags;
}

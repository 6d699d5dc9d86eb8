using System.ComponentModel;
using Lws.Handshake;

namespace Lws.Dispatch;

/// <summary>The per-session data of one protocol: structs in chunks that never move.</summary>
/// <remarks>Loop thread only. libwebsockets: the <c>pss</c> allocations of a protocol.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class Slab
{
    private protected Slab() { }

    /// <summary>The subprotocol's name in ASCII.</summary>
    public abstract ReadOnlySpan<byte> Name { get; }

    /// <summary>Handlers and limits of the protocol.</summary>
    public abstract ProtocolTraits Traits { get; }

    internal abstract Type SessionType { get; }

    internal abstract long Bytes { get; }

    // A handshake can afford a virtual call, which spares every context two more switches.
    internal abstract bool AcceptsOrigin(RequestOrigin origin);

    internal abstract UpgradeResult OnUpgrade(int slot, UpgradeRequest request);

    internal abstract int Rent();

    internal abstract void Return(int slot);
}

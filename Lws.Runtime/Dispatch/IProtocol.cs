using System.ComponentModel;
using Lws.Handshake;

namespace Lws.Dispatch;

/// <summary>
/// The contract between a protocol struct and the loop. The generator implements it in its own part of the struct, by calls to
/// the handlers that the user wrote; handlers not written keep the empty defaults of this interface.
/// </summary>
/// <remarks>Static members only: each call is resolved at compile time. Loop thread only.</remarks>
/// <typeparam name="TSelf">The protocol struct.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IProtocol<TSelf>
    where TSelf : struct, IProtocol<TSelf>
{
    /// <summary>The subprotocol's name in ASCII.</summary>
    static abstract ReadOnlySpan<byte> Name { get; }

    /// <summary>Handlers and limits, a constant.</summary>
    static abstract ProtocolTraits Traits { get; }

    /// <summary>Whether requests of this origin may open the protocol (see <see cref="LwsProtocolAttribute.Origins"/>).</summary>
    static virtual bool AcceptsOrigin(RequestOrigin origin) => true;

    /// <summary>A client asks for the protocol, by a request that is valid: nothing has been answered yet.</summary>
    static virtual UpgradeResult OnUpgrade(ref TSelf self, UpgradeRequest request) => UpgradeResult.Accept;

    /// <summary>The opening handshake is done.</summary>
    static virtual void OnOpen(ref TSelf self, Session session) { }

    /// <summary>A whole message has arrived.</summary>
    static virtual void OnMessage(ref TSelf self, Session session, ReadOnlySpan<byte> payload, MessageKind kind) { }

    /// <summary>A piece of a message has arrived.</summary>
    static virtual void OnFragment(
        ref TSelf self, Session session, ReadOnlySpan<byte> payload, MessageKind kind, FragmentPosition position) { }

    /// <summary>What was queued has gone out, down to the low mark.</summary>
    static virtual void OnWritable(ref TSelf self, Session session) { }

    /// <summary>So many messages were dropped since the last call, because the queue was full.</summary>
    static virtual void OnDropped(ref TSelf self, Session session, int count) { }

    /// <summary>A ping has arrived; its pong is already on its way.</summary>
    static virtual void OnPing(ref TSelf self, Session session, ReadOnlySpan<byte> payload) { }

    /// <summary>A pong has arrived.</summary>
    static virtual void OnPong(ref TSelf self, Session session, ReadOnlySpan<byte> payload) { }

    /// <summary>The timer set by <see cref="Session.SetTimer"/> has run out.</summary>
    static virtual void OnTimer(ref TSelf self, Session session) { }

    /// <summary>The peer's close frame has arrived; what is sent now still goes out before the answer.</summary>
    static virtual void OnClosing(ref TSelf self, Session session, CloseCode code, ReadOnlySpan<byte> reason) { }

    /// <summary>The connection has ended: exactly once for every <see cref="OnOpen"/>.</summary>
    static virtual void OnClosed(ref TSelf self, Session session, CloseStatus status) { }

    /// <summary>A connect has come to nothing. There is no session: <paramref name="self"/> is the state given to it.</summary>
    static virtual void OnConnectFailed(ref TSelf self, ConnectFailure failure) { }
}

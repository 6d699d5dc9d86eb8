using System.ComponentModel;
using Lws.Handshake;

namespace Lws.Dispatch;

/// <summary>
/// The dispatch of one context: a struct emitted by the generator, a type argument of the event loop, so that JIT and AOT compiler
/// specialise the loop for the protocols it serves. Each method is one switch over a small protocol index.
/// </summary>
/// <remarks>Loop thread only. <c>protocol</c> is the index in <see cref="Protocols"/>, <c>slot</c> the place in that slab.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IDispatch
{
    /// <summary>The slab of each served protocol, in the server's order.</summary>
    Slab[] Protocols { get; }

    /// <summary>Chooses the protocol for a request (see <see cref="ServeAttribute{T}"/> for the rules).</summary>
    static abstract Route Route(ReadOnlySpan<byte> path, SubprotocolOffer offer);

    /// <summary>See <see cref="IProtocol{TSelf}.OnOpen"/>.</summary>
    void OnOpen(int protocol, int slot, Session session);

    /// <summary>See <see cref="IProtocol{TSelf}.OnMessage"/>.</summary>
    void OnMessage(int protocol, int slot, Session session, ReadOnlySpan<byte> payload, MessageKind kind);

    /// <summary>See <see cref="IProtocol{TSelf}.OnFragment"/>.</summary>
    void OnFragment(int protocol, int slot, Session session, ReadOnlySpan<byte> payload, MessageKind kind, FragmentPosition position);

    /// <summary>See <see cref="IProtocol{TSelf}.OnWritable"/>.</summary>
    void OnWritable(int protocol, int slot, Session session);

    /// <summary>See <see cref="IProtocol{TSelf}.OnDropped"/>.</summary>
    void OnDropped(int protocol, int slot, Session session, int count);

    /// <summary>See <see cref="IProtocol{TSelf}.OnPing"/>.</summary>
    void OnPing(int protocol, int slot, Session session, ReadOnlySpan<byte> payload);

    /// <summary>See <see cref="IProtocol{TSelf}.OnPong"/>.</summary>
    void OnPong(int protocol, int slot, Session session, ReadOnlySpan<byte> payload);

    /// <summary>See <see cref="IProtocol{TSelf}.OnTimer"/>.</summary>
    void OnTimer(int protocol, int slot, Session session);

    /// <summary>See <see cref="IProtocol{TSelf}.OnClosing"/>.</summary>
    void OnClosing(int protocol, int slot, Session session, CloseCode code, ReadOnlySpan<byte> reason);

    /// <summary>See <see cref="IProtocol{TSelf}.OnClosed"/>.</summary>
    void OnClosed(int protocol, int slot, Session session, CloseStatus status);
}

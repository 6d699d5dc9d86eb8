using System.Net;
using Lws.Connections;
using Lws.Dispatch;
using Lws.Loop;

namespace Lws;

/// <summary>One open connection, as a handler sees it.</summary>
/// <remarks>
/// Valid inside the handler that was given it, on the loop's thread. libwebsockets: <c>struct lws *wsi</c>.
/// </remarks>
public readonly ref struct Session
{
    private readonly EventLoop _loop;
    private readonly ref Connection _connection;

    internal Session(EventLoop loop, ref Connection connection)
    {
        _loop = loop;
        _connection = ref connection;
    }

    /// <summary>The context that serves this connection; cast it to your own class to reach what its sessions share.</summary>
    public LwsContext Context => _loop.Context;

    /// <summary>Whether messages can still be sent: false once either side has begun to close.</summary>
    public bool IsOpen => throw new NotImplementedException();

    /// <summary>The peer's address, or null where it is gone already. Asks the kernel and allocates.</summary>
    public IPEndPoint? RemoteEndPoint => throw new NotImplementedException();

    /// <summary>Bytes that wait for the peer to read: 0 up to <see cref="LwsProtocolAttribute.MaxQueuedBytes"/> and a message.</summary>
    public int QueuedBytes => throw new NotImplementedException();

    /// <summary>Sends one message. What a batch sends to one connection goes out in one system call.</summary>
    /// <param name="payload">The payload, copied or sent before the call returns; it may be the span that the handler was given.</param>
    /// <param name="kind">Text or binary. Text must be valid UTF-8: it is not checked (RFC 6455 8.1 obliges the sender).</param>
    /// <returns>Whether it was accepted, and whether the caller should slow down.</returns>
    public SendResult Send(ReadOnlySpan<byte> payload, MessageKind kind = MessageKind.Binary) => throw new NotImplementedException();

    /// <summary>Sends one text message, encoded as UTF-8; an unpaired surrogate becomes U+FFFD.</summary>
    /// <param name="text">The text, copied before the call returns.</param>
    /// <returns>As <see cref="Send(ReadOnlySpan{byte}, MessageKind)"/>.</returns>
    public SendResult Send(ReadOnlySpan<char> text) => throw new NotImplementedException();

    /// <summary>Sends a ping (RFC 6455 5.5.2).</summary>
    /// <param name="payload">At most 125 bytes.</param>
    /// <returns>As <see cref="Send(ReadOnlySpan{byte}, MessageKind)"/>.</returns>
    /// <exception cref="ArgumentException">The payload is over 125 bytes.</exception>
    public SendResult Ping(ReadOnlySpan<byte> payload = default) => throw new NotImplementedException();

    /// <summary>
    /// Begins the close handshake: what was sent before still goes out, then a close frame. Messages that still arrive are
    /// discarded. <c>OnClosed</c> follows after this handler has returned. A second call does nothing.
    /// </summary>
    /// <param name="code">1000 to 1003, 1007 to 1014 or 3000 to 4999; <see cref="CloseCode.None"/> for no code.</param>
    /// <param name="reason">At most 123 bytes of UTF-8; empty without a code.</param>
    /// <exception cref="ArgumentException">The code may not be sent, or the reason is too long (RFC 6455 5.5.1, 7.4).</exception>
    public void Close(CloseCode code = CloseCode.Normal, ReadOnlySpan<byte> reason = default) => throw new NotImplementedException();

    /// <summary>
    /// Ends the TCP connection without a close handshake, after this handler has returned; what is queued is lost.
    /// </summary>
    public void Abort() => throw new NotImplementedException();

    /// <summary>Calls <c>OnTimer</c> once, after <paramref name="dueTime"/>. A timer that was set before is replaced.</summary>
    /// <param name="dueTime">From 0 to 24 days, in steps of a millisecond, rounded up.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or over 24 days.</exception>
    /// <remarks>libwebsockets: <c>lws_set_timer_usecs</c>.</remarks>
    public void SetTimer(TimeSpan dueTime) => throw new NotImplementedException();

    /// <summary>Forgets the timer; nothing happens where none is set.</summary>
    public void CancelTimer() => throw new NotImplementedException();

    /// <summary>
    /// Stops reading from the peer, messages that have arrived already included, until <see cref="ResumeReceive"/>: the peer's
    /// sends then block. The connection's deadlines do not run on while it is paused, except for closing.
    /// </summary>
    /// <remarks>libwebsockets: <c>lws_rx_flow_control</c>.</remarks>
    public void PauseReceive() => throw new NotImplementedException();

    /// <summary>Reads from the peer again, beginning with what had arrived before, after this handler has returned.</summary>
    public void ResumeReceive() => throw new NotImplementedException();

    /// <summary>The session's own struct, seen from a handler of another session.</summary>
    /// <typeparam name="T">The protocol struct.</typeparam>
    /// <exception cref="InvalidOperationException">The session is of another protocol.</exception>
    public ref T State<T>()
        where T : struct, IProtocol<T> => throw new NotImplementedException();

    /// <summary>All open sessions of a protocol on this loop, this one included if it is of that protocol.</summary>
    /// <typeparam name="T">The protocol struct.</typeparam>
    /// <exception cref="InvalidOperationException">The context does not serve the protocol.</exception>
    /// <remarks>libwebsockets: <c>lws_callback_all_protocol</c>.</remarks>
    public SessionList Sessions<T>()
        where T : struct, IProtocol<T> => throw new NotImplementedException();

    /// <summary>Whether both are the same connection.</summary>
    public static bool operator ==(Session left, Session right) => throw new NotImplementedException();

    /// <summary>Whether they are different connections.</summary>
    public static bool operator !=(Session left, Session right) => !(left == right);

    /// <summary>Not supported: a session cannot be boxed.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override bool Equals(object? obj) => throw new NotSupportedException("Compare sessions with ==.");

    /// <summary>Not supported: a session cannot be a key.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override int GetHashCode() => throw new NotSupportedException("A session is valid inside its handler only.");
}

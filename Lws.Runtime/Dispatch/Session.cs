using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using Lws.Connections;
using Lws.Dispatch;
using Lws.Framing;
using Lws.Loop;

namespace Lws;

/// <summary>One open connection, as a handler sees it.</summary>
/// <remarks>
/// Valid inside the handler that was given it, on the loop's thread. libwebsockets: <c>struct lws *wsi</c>.
/// </remarks>
public readonly ref partial struct Session
{
    private const int MaxPayloadLength = 1 << 30;
    private const int MaxBytesPerChar = 3;

    private readonly EventLoop _loop;
    private readonly ref Connection _connection;

    internal Session(EventLoop loop, ref Connection connection)
    {
        _loop = loop;
        _connection = ref connection;
    }

    /// <summary>The context that serves this connection; cast it to your own class to reach what its sessions share.</summary>
    /// <remarks>
    /// With several loops (<see cref="LwsContextAttribute.Loops"/>) handlers run on several threads at once: what they share through
    /// fields of the context needs a lock, a concurrent collection or an immutable value. Sessions of other loops are reached through
    /// their <see cref="Handle"/>. With one loop none of that is needed.
    /// </remarks>
    public LwsContext Context => _loop.Context;

    /// <summary>
    /// Whether messages can still be sent: until our close frame goes out. In <c>OnClosing</c> they can: the answer follows them.
    /// </summary>
    public bool IsOpen => _connection.State == ConnectionState.Open;

    /// <summary>Whether permessage-deflate was agreed with the peer (<see cref="LwsOptions.Deflate"/>, RFC 7692).</summary>
    public bool IsCompressed => _connection.Has(ConnectionFlags.Inflates);

    /// <summary>The peer's address, or null where it is gone already. Asks the kernel and allocates.</summary>
    public IPEndPoint? RemoteEndPoint => _loop.PeerOf(ref _connection);

    /// <summary>A value to keep and to find the session by again.</summary>
    public SessionHandle Handle => _loop.HandleOf(_connection.Slot);

    /// <summary>The connection's file descriptor, as <see cref="LwsContext.TryFind"/> takes it; the context closes it.</summary>
    /// <remarks>libwebsockets: <c>lws_get_socket_fd</c>.</remarks>
    public int Fd => _connection.Fd;

    /// <summary>
    /// Bytes that wait for the peer to read. At most <see cref="LwsProtocolAttribute.MaxQueuedBytes"/>, but for what was accepted while
    /// nothing waited: one message, and up to 16 KiB before it.
    /// </summary>
    public int BufferedBytes => _connection.QueuedBytes;

    /// <summary>Sends one message. What a batch sends to one connection goes out in one system call.</summary>
    /// <param name="payload">At most 1 GiB, copied or sent before the call returns; it may be the span that the handler was given.</param>
    /// <param name="kind">Text or binary. Text must be valid UTF-8: it is not checked (RFC 6455 8.1 obliges the sender).</param>
    /// <returns>Whether it was accepted, and whether the caller should slow down.</returns>
    /// <exception cref="ArgumentException">The payload is over 1 GiB.</exception>
    /// <exception cref="InvalidOperationException">A message in parts is not finished, or a <see cref="MessageWriter"/> is open for the
    /// session.</exception>
    public SendResult Send(ReadOnlySpan<byte> payload, MessageKind kind = MessageKind.Binary)
    {
        CheckLength(payload.Length);
        return _loop.Outbound.Send(ref _connection, (Opcode)kind, payload);
    }

    /// <summary>
    /// Sends one message without compressing it, whatever was agreed: for what mixes a secret with something that an attacker may choose
    /// (RFC 7692 8), and for what is compressed already, such as pictures.
    /// </summary>
    /// <param name="payload">As for <see cref="Send(ReadOnlySpan{byte}, MessageKind)"/>.</param>
    /// <param name="kind">Text or binary.</param>
    /// <returns>As <see cref="Send(ReadOnlySpan{byte}, MessageKind)"/>.</returns>
    /// <exception cref="ArgumentException">The payload is over 1 GiB.</exception>
    public SendResult SendUncompressed(ReadOnlySpan<byte> payload, MessageKind kind = MessageKind.Binary)
    {
        CheckLength(payload.Length);
        return _loop.Outbound.SendUncompressed(ref _connection, (Opcode)kind, payload);
    }

    /// <summary>Sends two pieces as one message, such as a header and a body; they are not put together first.</summary>
    /// <param name="first">The beginning; both pieces have at most 1 GiB together.</param>
    /// <param name="second">The rest.</param>
    /// <param name="kind">Text or binary. The text as a whole must be valid UTF-8.</param>
    /// <returns>As <see cref="Send(ReadOnlySpan{byte}, MessageKind)"/>.</returns>
    /// <exception cref="ArgumentException">The pieces are over 1 GiB.</exception>
    public SendResult Send(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, MessageKind kind = MessageKind.Binary) =>
        Send(new Payload(first, second), kind);

    /// <summary>Sends three pieces as one message.</summary>
    /// <param name="first">The beginning; all pieces have at most 1 GiB together.</param>
    /// <param name="second">What follows it.</param>
    /// <param name="third">The rest.</param>
    /// <param name="kind">Text or binary. The text as a whole must be valid UTF-8.</param>
    /// <returns>As <see cref="Send(ReadOnlySpan{byte}, MessageKind)"/>.</returns>
    /// <exception cref="ArgumentException">The pieces are over 1 GiB.</exception>
    public SendResult Send(
        ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third, MessageKind kind = MessageKind.Binary) =>
        Send(new Payload(first, second, third), kind);

    /// <summary>Sends any number of pieces as one message.</summary>
    /// <param name="pieces">At most 1 GiB together, copied or sent before the call returns.</param>
    /// <param name="kind">Text or binary. The text as a whole must be valid UTF-8.</param>
    /// <returns>As <see cref="Send(ReadOnlySpan{byte}, MessageKind)"/>.</returns>
    /// <exception cref="ArgumentException">The pieces are over 1 GiB.</exception>
    public SendResult Send(ReadOnlySpan<ReadOnlyMemory<byte>> pieces, MessageKind kind = MessageKind.Binary) =>
        Send(new Payload(pieces), kind);

    /// <summary>
    /// Sends a message about something that a later one with the same key will be about again, such as the price of a share. In a protocol
    /// with <see cref="QueueFull.KeepLatest"/>, while the peer does not take more, it replaces the one with that key that waits, and has
    /// its place in the order; a message that has begun to go out is left alone. In other protocols the key says nothing.
    /// </summary>
    /// <param name="payload">As for <see cref="Send(ReadOnlySpan{byte}, MessageKind)"/>.</param>
    /// <param name="kind">Text or binary.</param>
    /// <param name="key">What the message is about: a number of your choice. At most one key for each 512 bytes of
    /// <see cref="LwsProtocolAttribute.MaxQueuedBytes"/> can wait.</param>
    /// <returns><see cref="SendResult.Queued"/> where it replaces another, which is not counted as dropped; else as without a key.</returns>
    /// <exception cref="ArgumentException">The payload is over 1 GiB.</exception>
    public SendResult Send(ReadOnlySpan<byte> payload, MessageKind kind, ulong key)
    {
        CheckLength(payload.Length);
        return _loop.Outbound.Send(ref _connection, (Opcode)kind, payload, key);
    }

    /// <summary>
    /// Begins a message that is sent in parts, a frame each, in this handler or over several: for what is too long to be held at once, or
    /// not known yet. No other message can be sent until <see cref="EndMessage"/>; pings can, and the session can be closed. What is
    /// published, or comes from another thread, is dropped meanwhile. Parts are not compressed.
    /// </summary>
    /// <param name="kind">Text or binary. The text as a whole must be valid UTF-8.</param>
    /// <exception cref="InvalidOperationException">A message in parts is not finished.</exception>
    public void BeginMessage(MessageKind kind = MessageKind.Binary) =>
        Outbound.BeginMessage(ref _connection, (Opcode)kind);

    /// <summary>Sends a part of the message that has begun.</summary>
    /// <param name="part">At most 1 GiB.</param>
    /// <returns>As <see cref="Send(ReadOnlySpan{byte}, MessageKind)"/>, but that a part that is <see cref="SendResult.Dropped"/> is to be sent
    /// again, after <c>OnWritable</c>: the message goes on where it was, and <c>OnDropped</c> does not count it.</returns>
    /// <exception cref="ArgumentException">The part is over 1 GiB.</exception>
    /// <exception cref="InvalidOperationException">No message has begun.</exception>
    public SendResult SendPart(ReadOnlySpan<byte> part)
    {
        CheckLength(part.Length);
        return _loop.Outbound.SendPart(ref _connection, part, isFinal: false);
    }

    /// <summary>Ends the message with its last part.</summary>
    /// <param name="part">At most 1 GiB; it may be empty.</param>
    /// <returns>As <see cref="SendPart"/>: a message whose last part is dropped has not ended.</returns>
    /// <exception cref="ArgumentException">The part is over 1 GiB.</exception>
    /// <exception cref="InvalidOperationException">No message has begun.</exception>
    public SendResult EndMessage(ReadOnlySpan<byte> part = default)
    {
        CheckLength(part.Length);
        return _loop.Outbound.SendPart(ref _connection, part, isFinal: true);
    }

    /// <summary>Begins a message that is written straight into the output: for JSON, Protobuf, or whatever knows a buffer writer.</summary>
    /// <param name="kind">Text or binary. Text must be valid UTF-8: it is not checked (RFC 6455 8.1 obliges the sender).</param>
    /// <returns>The loop's only writer, for this one message. Nothing else can be sent to the session before it is sent or disposed; what
    /// is neither is discarded when the loop has served the connection.</returns>
    /// <exception cref="InvalidOperationException">The writer is open already, or a message in parts is not finished.</exception>
    public MessageWriter Write(MessageKind kind = MessageKind.Binary) => _loop.Outbound.Write(ref _connection, (Opcode)kind);

    /// <summary>Sends one text message, encoded as UTF-8; an unpaired surrogate becomes U+FFFD.</summary>
    /// <param name="text">The text, encoded before the call returns: at most 357,913,941 characters.</param>
    /// <returns>As <see cref="Send(ReadOnlySpan{byte}, MessageKind)"/>.</returns>
    /// <exception cref="ArgumentException">The text is longer.</exception>
    public SendResult Send(ReadOnlySpan<char> text)
    {
        if (text.Length > MaxPayloadLength / MaxBytesPerChar)
            ThrowHelper.PayloadTooLong(text.Length);

        int block = _loop.Blocks.Rent(MaxBytesPerChar * text.Length);
        byte[] bytes = _loop.Blocks[block].Bytes;
        int length = Encoding.UTF8.GetBytes(text, bytes);
        try
        {
            return _loop.Outbound.Send(ref _connection, Opcode.Text, bytes.AsSpan(0, length));
        }
        finally
        {
            _loop.Blocks.Return(block);
        }
    }

    /// <summary>Sends a ping (RFC 6455 5.5.2).</summary>
    /// <param name="payload">At most 125 bytes.</param>
    /// <returns>As <see cref="Send(ReadOnlySpan{byte}, MessageKind)"/>.</returns>
    /// <exception cref="ArgumentException">The payload is over 125 bytes.</exception>
    public SendResult Ping(ReadOnlySpan<byte> payload = default)
    {
        if (payload.Length > FrameBits.MaxSmallLength)
            ThrowHelper.PingTooLong(payload.Length);
        return IsOpen ? _loop.Outbound.SendControl(ref _connection, Opcode.Ping, payload) : SendResult.Closed;
    }

    /// <summary>
    /// Begins the close handshake: what was sent before still goes out, then a close frame. Messages that still arrive are
    /// discarded. <c>OnClosed</c> follows after this handler has returned. A second call does nothing.
    /// </summary>
    /// <param name="code">1000 to 1003, 1007 to 1014 or 3000 to 4999; <see cref="CloseCode.None"/> for no code.</param>
    /// <param name="reason">At most 123 bytes of UTF-8; empty without a code.</param>
    /// <exception cref="ArgumentException">The code may not be sent, or the reason is too long or not UTF-8 (RFC 6455 5.5.1,
    /// 7.4).</exception>
    /// <remarks>libwebsockets: <c>lws_close_reason</c>.</remarks>
    public void Close(CloseCode code = CloseCode.Normal, ReadOnlySpan<byte> reason = default)
    {
        CheckClose(code, reason);
        MarkEnded();
        _loop.CloseHandshake.Begin(ref _connection, code, reason);
    }

    /// <summary>
    /// Ends the TCP connection without a close handshake, after this handler has returned; what is queued is lost.
    /// </summary>
    public void Abort()
    {
        MarkEnded();
        _loop.CloseHandshake.Abort(ref _connection);
    }

    /// <summary>Calls <c>OnTimer</c> once, after <paramref name="dueTime"/>. A timer that was set before is replaced. A session
    /// that is closing or closed sets no timer.</summary>
    /// <param name="dueTime">From 0 to 24 days, in steps of a millisecond, rounded up.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or over 24 days.</exception>
    /// <remarks>libwebsockets: <c>lws_set_timer_usecs</c>.</remarks>
    public void SetTimer(TimeSpan dueTime)
    {
        if (dueTime < TimeSpan.Zero || dueTime > TimeLimits.Longest)
            ThrowHelper.TimerOutOfRange(dueTime);
        if (IsOpen)
            _loop.Timers.Arm(TimerNodes.UserTimerId(_connection.Slot), _loop.Now + (uint)Math.Ceiling(dueTime.TotalMilliseconds));
    }

    /// <summary>Forgets the timer; nothing happens where none is set.</summary>
    public void CancelTimer() => _loop.Timers.Cancel(TimerNodes.UserTimerId(_connection.Slot));

    /// <summary>
    /// Stops reading from the peer, messages that have arrived already included, until <see cref="ResumeReceive"/>: the peer's
    /// sends then block. While it is paused, the idle, ping and message deadlines stand still; <see cref="LwsOptions.SendTimeout"/> does not.
    /// </summary>
    /// <remarks>libwebsockets: <c>lws_rx_flow_control</c>.</remarks>
    public void PauseReceive()
    {
        if (!IsOpen)
            return;
        _connection.Set(ConnectionFlags.Paused);
        _loop.Unsettle(ref _connection);
    }

    /// <summary>Reads from the peer again, beginning with what had arrived before, after this handler has returned.</summary>
    public void ResumeReceive() => _loop.ResumeReceive(ref _connection);

    /// <summary>The session's own struct, seen from a handler of another session.</summary>
    /// <typeparam name="T">The protocol struct.</typeparam>
    /// <exception cref="InvalidOperationException">The session is of another protocol.</exception>
    public ref T State<T>()
        where T : struct, IProtocol<T>
    {
        if (_loop.Protocols[_connection.Protocol] is not Slab<T> slab)
            throw ThrowHelper.OtherProtocol(typeof(T));
        return ref slab[_connection.SessionSlot];
    }

    /// <summary>All open sessions of a protocol on this loop, this one included if it is of that protocol.</summary>
    /// <typeparam name="T">The protocol struct.</typeparam>
    /// <exception cref="InvalidOperationException">The context does not serve the protocol.</exception>
    /// <remarks>libwebsockets: <c>lws_callback_all_protocol</c>.</remarks>
    public SessionList Sessions<T>()
        where T : struct, IProtocol<T>
    {
        int protocol = _loop.IndexOf(typeof(T));
        return protocol >= 0 ? new SessionList(_loop, protocol) : throw ThrowHelper.NotServed(typeof(T));
    }

    /// <summary>Whether both are the same connection.</summary>
    public static bool operator ==(Session left, Session right) => Unsafe.AreSame(ref left._connection, ref right._connection);

    internal static void CheckLength(long length)
    {
        if (length > MaxPayloadLength)
            ThrowHelper.PayloadTooLong(length);
    }

    internal static void CheckClose(CloseCode code, ReadOnlySpan<byte> reason)
    {
        if (!ClosePayload.MaySend(code))
            ThrowHelper.CloseCodeNotSendable(code);
        if (reason.Length > ClosePayload.MaxReasonLength || (code == CloseCode.None && !reason.IsEmpty) || !Utf8.IsValid(reason))
            ThrowHelper.CloseReasonNotSendable(reason.Length);
    }

    private SendResult Send(scoped in Payload payload, MessageKind kind)
    {
        CheckLength(payload.Length);
        return _loop.Outbound.Send(ref _connection, (Opcode)kind, in payload);
    }

    // A client comes back only where somebody else has ended its session.
    private void MarkEnded()
    {
        if (_connection.State is ConnectionState.Open or ConnectionState.Closing)
            _connection.Set(ConnectionFlags.EndedByHandler);
    }

    /// <summary>Whether they are different connections.</summary>
    public static bool operator !=(Session left, Session right) => !(left == right);

    /// <summary>Not supported: a session cannot be boxed.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override bool Equals(object? obj) => throw new NotSupportedException("Compare sessions with ==.");

    /// <summary>Not supported: a session cannot be a key.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override int GetHashCode() => throw new NotSupportedException("A session is valid inside its handler only.");
}

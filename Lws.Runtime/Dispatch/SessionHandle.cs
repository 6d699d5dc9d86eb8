using Lws.Connections;
using Lws.Dispatch;
using Lws.Loop;

namespace Lws;

/// <summary>A connection by slot and generation: a value to keep where a <see cref="Session"/> cannot be kept.</summary>
/// <remarks>
/// Outlives its connection harmlessly: it then finds nothing, even if the slot or the descriptor has a new owner. It knows its
/// connection's loop. Sending, closing and posting: any thread.
/// </remarks>
public readonly struct SessionHandle : IEquatable<SessionHandle>
{
    private readonly EventLoop? _loop;
    private readonly int _slot;
    private readonly uint _generation;

    internal SessionHandle(EventLoop loop, int slot, uint generation)
    {
        _loop = loop;
        _slot = slot;
        _generation = generation;
    }

    /// <summary>Finds the session while it is open. On the thread of its loop only, or while the context does not run.</summary>
    /// <returns>False where it has begun to close, has gone, or the handle is the default value.</returns>
    /// <exception cref="InvalidOperationException">Its loop runs on another thread: use <see cref="TrySend(ReadOnlySpan{byte}, MessageKind)"/>,
    /// <see cref="TryClose"/> or <see cref="TryPost"/>.</exception>
    public bool TryGet(out Session session)
    {
        session = default;
        if (_loop is null)
            return false;
        if (!_loop.IsMine)
            throw ThrowHelper.OtherLoop();
        if (!_loop.IsCurrent(_slot, _generation))
            return false;
        ref Connection connection = ref _loop.Connections[_slot];
        if (connection.State != ConnectionState.Open)
            return false;
        _loop.ReadClock();
        session = new Session(_loop, ref connection);
        return true;
    }

    /// <summary>Sends one message from any thread: it is copied into the loop's mailbox, and sent on the loop's thread.</summary>
    /// <param name="payload">At most 1 GiB.</param>
    /// <param name="kind">Text or binary. Text must be valid UTF-8: it is not checked (RFC 6455 8.1 obliges the sender).</param>
    /// <returns><see cref="SendResult.Queued"/> when it is in the mailbox: messages of one thread are sent in its order, and the
    /// protocol's limit on queued bytes is yet to come; a session in the middle of a message in parts misses it, as if its queue were
    /// full. <see cref="SendResult.Dropped"/> when the mailbox is full (<see cref="LwsOptions.MaxMailboxBytes"/>). <see cref="SendResult.Closed"/> when the connection or the context is closed.</returns>
    /// <exception cref="ArgumentException">The payload is over 1 GiB.</exception>
    public SendResult TrySend(ReadOnlySpan<byte> payload, MessageKind kind = MessageKind.Binary)
    {
        Session.CheckLength(payload.Length);
        return Put(LetterKind.Send, payload, kind);
    }

    /// <summary>As <see cref="TrySend(ReadOnlySpan{byte}, MessageKind)"/>, with the key that
    /// <see cref="Session.Send(ReadOnlySpan{byte}, MessageKind, ulong)"/> explains. In the mailbox nothing is replaced.</summary>
    /// <param name="payload">At most 1 GiB.</param>
    /// <param name="kind">Text or binary.</param>
    /// <param name="key">What the message is about.</param>
    /// <returns>As without a key.</returns>
    /// <exception cref="ArgumentException">The payload is over 1 GiB.</exception>
    public SendResult TrySend(ReadOnlySpan<byte> payload, MessageKind kind, ulong key)
    {
        Session.CheckLength(payload.Length);
        return Put(LetterKind.SendKeyed, payload, kind, key: key);
    }

    /// <summary>Begins the close handshake from any thread, behind what that thread has sent before.</summary>
    /// <param name="code">As for <see cref="Session.Close"/>.</param>
    /// <param name="reason">As for <see cref="Session.Close"/>.</param>
    /// <returns>As <see cref="TrySend(ReadOnlySpan{byte}, MessageKind)"/>.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Session.Close"/>.</exception>
    public SendResult TryClose(CloseCode code = CloseCode.Normal, ReadOnlySpan<byte> reason = default)
    {
        Session.CheckClose(code, reason);
        return Put(LetterKind.Close, reason, code: code);
    }

    /// <summary>
    /// Has the thread of the session's loop call something, soon and behind what this thread has sent before; there
    /// <see cref="TryGet"/> finds the session, if it is still open. Any thread.
    /// </summary>
    /// <param name="callback">What to call: a static lambda allocates nothing. What it throws is logged.</param>
    /// <param name="state">What it is called with.</param>
    /// <returns>False where it will not be called: the mailbox is full (<see cref="LwsOptions.MaxMailboxBytes"/>), or the context is
    /// disposed.</returns>
    /// <remarks>libwebsockets: <c>lws_cancel_service_pt</c>.</remarks>
    public bool TryPost(SendOrPostCallback callback, object? state)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return _loop is not null && _loop.Post(callback, state);
    }

    /// <summary>Whether both stand for the same connection.</summary>
    public bool Equals(SessionHandle other) => _loop == other._loop && _slot == other._slot && _generation == other._generation;

    /// <summary>Its slot, if the connection is one of that loop and has it still; else -1. On the thread of that loop.</summary>
    internal int SlotOn(EventLoop loop) => _loop == loop && loop.IsCurrent(_slot, _generation) ? _slot : -1;

    /// <summary>Says in a letter to that loop that it is not for this connection, if it is one of that loop.</summary>
    internal Letter ExceptedFrom(Letter letter, EventLoop loop) =>
        _loop == loop ? letter with { Slot = _slot, Generation = _generation } : letter with { Slot = -1 };

    private SendResult Put(
        LetterKind kind, ReadOnlySpan<byte> payload, MessageKind message = default, CloseCode code = default, ulong key = 0) =>
        _loop?.Put(new Letter(kind, message, (ushort)code, _slot, _generation, payload.Length, key), payload) ?? SendResult.Closed;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SessionHandle other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_slot, _generation);

    /// <summary>Whether both stand for the same connection.</summary>
    public static bool operator ==(SessionHandle left, SessionHandle right) => left.Equals(right);

    /// <summary>Whether they stand for different connections.</summary>
    public static bool operator !=(SessionHandle left, SessionHandle right) => !left.Equals(right);
}

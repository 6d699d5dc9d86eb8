using System.ComponentModel;
using System.Runtime.CompilerServices;
using Lws.Buffers;
using Lws.Handshake;

namespace Lws.Dispatch;

/// <summary>The slab of one protocol, and the last step from the loop to its handlers.</summary>
/// <remarks>Loop thread only. A slot is cleared when it is returned, so that it keeps nothing alive.</remarks>
/// <typeparam name="T">The protocol struct.</typeparam>
/// <param name="fdLimit">The context's limit; the slab never holds more sessions.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Slab<T>(int fdLimit) : Slab
    where T : struct, IProtocol<T>
{
    private readonly ChunkedArray<T> _sessions = new(fdLimit);
    private readonly SlotStack _free = new();

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Name => T.Name;

    /// <inheritdoc/>
    public override ProtocolTraits Traits => T.Traits;

    internal override Type SessionType => typeof(T);

    internal override long Bytes => _sessions.Bytes + _free.Bytes;

    internal ref T this[int slot] => ref _sessions[slot];

    /// <summary>Calls the handler; a protocol without it makes this call disappear.</summary>
    public void OnOpen(int slot, Session session) => T.OnOpen(ref _sessions[slot], session);

    /// <inheritdoc cref="OnOpen"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void OnMessage(int slot, Session session, ReadOnlySpan<byte> payload, MessageKind kind) =>
        T.OnMessage(ref _sessions[slot], session, payload, kind);

    /// <inheritdoc cref="OnOpen"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void OnFragment(int slot, Session session, ReadOnlySpan<byte> payload, MessageKind kind, FragmentPosition position) =>
        T.OnFragment(ref _sessions[slot], session, payload, kind, position);

    /// <inheritdoc cref="OnOpen"/>
    public void OnWritable(int slot, Session session) => T.OnWritable(ref _sessions[slot], session);

    /// <inheritdoc cref="OnOpen"/>
    public void OnDropped(int slot, Session session, int count) => T.OnDropped(ref _sessions[slot], session, count);

    /// <inheritdoc cref="OnOpen"/>
    public void OnPing(int slot, Session session, ReadOnlySpan<byte> payload) => T.OnPing(ref _sessions[slot], session, payload);

    /// <inheritdoc cref="OnOpen"/>
    public void OnPong(int slot, Session session, ReadOnlySpan<byte> payload) => T.OnPong(ref _sessions[slot], session, payload);

    /// <inheritdoc cref="OnOpen"/>
    public void OnTimer(int slot, Session session) => T.OnTimer(ref _sessions[slot], session);

    /// <inheritdoc cref="OnOpen"/>
    public void OnClosing(int slot, Session session, CloseCode code, ReadOnlySpan<byte> reason) =>
        T.OnClosing(ref _sessions[slot], session, code, reason);

    /// <inheritdoc cref="OnOpen"/>
    public void OnClosed(int slot, Session session, CloseStatus status) => T.OnClosed(ref _sessions[slot], session, status);

    internal override bool AcceptsOrigin(RequestOrigin origin) => T.AcceptsOrigin(origin);

    internal override UpgradeResult OnUpgrade(int slot, UpgradeRequest request) => T.OnUpgrade(ref _sessions[slot], request);

    internal override int Rent()
    {
        int slot = _free.Take();
        _sessions.Reserve(slot);
        return slot;
    }

    internal override void Return(int slot)
    {
        _sessions[slot] = default;
        _free.Return(slot);
    }
}

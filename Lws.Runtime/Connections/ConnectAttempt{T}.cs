using Lws.Dispatch;

namespace Lws.Connections;

/// <summary>A <see cref="ConnectAttempt"/> that knows its protocol.</summary>
/// <param name="context">The context that connects.</param>
/// <param name="uri">What to reach.</param>
/// <param name="options">How.</param>
/// <param name="protocol">The protocol's index in the context.</param>
/// <param name="state">What each session begins with.</param>
internal sealed class ConnectAttempt<T>(LwsContext context, Uri uri, ConnectOptions options, int protocol, T state)
    : ConnectAttempt(context, uri, options, protocol, T.Name)
    where T : struct, IProtocol<T>
{
    private T _state = state;

    public override int RentSession(Slab slab)
    {
        var sessions = (Slab<T>)slab;
        int slot = sessions.Rent();
        sessions[slot] = _state;
        return slot;
    }

    public override void TellFailure(TimeSpan? retryIn) => T.OnConnectFailed(ref _state, new ConnectFailure(this, retryIn));
}

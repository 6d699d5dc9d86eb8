using Lws.Dispatch;

namespace Lws.Bench.Micro.Dispatch;

/// <summary>What the generator emits: a slab of structs for each protocol, one switch, static-abstract members.</summary>
internal readonly struct EmittedShape<TDispatch>() : IDispatchShape
    where TDispatch : struct, IDispatch
{
    private readonly TDispatch _dispatch = new();

    public int Open(int protocol) => _dispatch.Protocols[protocol].Rent();

    public void OnMessage(int protocol, int slot, Session session, ReadOnlySpan<byte> payload, MessageKind kind) =>
        _dispatch.OnMessage(protocol, slot, session, payload, kind);
}

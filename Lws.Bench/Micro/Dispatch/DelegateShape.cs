namespace Lws.Bench.Micro.Dispatch;

/// <summary>A session is a delegate over its own state, as libraries with <c>OnMessage += …</c> have it.</summary>
internal struct DelegateShape() : IDispatchShape
{
    private readonly Handler[] _sessions = new Handler[DispatchRun.Sessions];
    private int _count;

    private delegate void Handler(Session session, ReadOnlySpan<byte> payload, MessageKind kind);

    public int Open(int protocol)
    {
        _sessions[_count] = HandlerOf(protocol);
        return _count++;
    }

    public readonly void OnMessage(int protocol, int slot, Session session, ReadOnlySpan<byte> payload, MessageKind kind) =>
        _sessions[slot](session, payload, kind);

    // Each closes over a count of its own, and each is a method of its own, as four users' handlers would be.
    private static Handler HandlerOf(int protocol)
    {
        long bytes = 0;
        return protocol switch
        {
            0 => (session, payload, kind) => bytes += payload.Length,
            1 => (session, payload, kind) => bytes += payload.Length + 1,
            2 => (session, payload, kind) => bytes += payload.Length + 2,
            _ => (session, payload, kind) => bytes += payload.Length + 3,
        };
    }
}

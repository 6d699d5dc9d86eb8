namespace Lws.Bench.Micro.Dispatch;

/// <summary>A switch to static methods, written by hand for four protocols whose sessions are structs in arrays.</summary>
/// <remarks>What the emitted shape is to come near: it knows its protocols, its arrays do not grow, and it serves nobody else.</remarks>
internal struct SwitchShape() : IDispatchShape
{
    private readonly State[] _sessions = new State[DispatchRun.Sessions];
    private int _count;

    public int Open(int protocol) => _count++;

    public readonly void OnMessage(int protocol, int slot, Session session, ReadOnlySpan<byte> payload, MessageKind kind)
    {
        switch (protocol)
        {
            case 0: OnFirst(ref _sessions[slot], session, payload, kind); break;
            case 1: OnSecond(ref _sessions[slot], session, payload, kind); break;
            case 2: OnThird(ref _sessions[slot], session, payload, kind); break;
            default: OnFourth(ref _sessions[slot], session, payload, kind); break;
        }
    }

    private static void OnFirst(ref State state, Session session, ReadOnlySpan<byte> payload, MessageKind kind) =>
        state.Bytes += payload.Length;

    private static void OnSecond(ref State state, Session session, ReadOnlySpan<byte> payload, MessageKind kind) =>
        state.Bytes += payload.Length + 1;

    private static void OnThird(ref State state, Session session, ReadOnlySpan<byte> payload, MessageKind kind) =>
        state.Bytes += payload.Length + 2;

    private static void OnFourth(ref State state, Session session, ReadOnlySpan<byte> payload, MessageKind kind) =>
        state.Bytes += payload.Length + 3;

    private struct State
    {
        public long Bytes;
    }
}

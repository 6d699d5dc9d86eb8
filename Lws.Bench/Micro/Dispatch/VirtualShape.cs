namespace Lws.Bench.Micro.Dispatch;

/// <summary>A session is an object of a class derived from the library's.</summary>
internal struct VirtualShape() : IDispatchShape
{
    private readonly Handler[] _sessions = new Handler[DispatchRun.Sessions];
    private int _count;

    public int Open(int protocol)
    {
        _sessions[_count] = protocol switch { 0 => new First(), 1 => new Second(), 2 => new Third(), _ => new Fourth() };
        return _count++;
    }

    public readonly void OnMessage(int protocol, int slot, Session session, ReadOnlySpan<byte> payload, MessageKind kind) =>
        _sessions[slot].OnMessage(session, payload, kind);

    private abstract class Handler
    {
        public abstract void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind);
    }

    private sealed class First : Handler
    {
        private long _bytes;

        public override void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind) => _bytes += payload.Length;
    }

    private sealed class Second : Handler
    {
        private long _bytes;

        public override void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind) => _bytes += payload.Length + 1;
    }

    private sealed class Third : Handler
    {
        private long _bytes;

        public override void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind) => _bytes += payload.Length + 2;
    }

    private sealed class Fourth : Handler
    {
        private long _bytes;

        public override void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind) => _bytes += payload.Length + 3;
    }
}

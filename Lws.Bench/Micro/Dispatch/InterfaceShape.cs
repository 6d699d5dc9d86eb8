namespace Lws.Bench.Micro.Dispatch;

/// <summary>A session is an object behind an interface, as most libraries ask for it.</summary>
internal struct InterfaceShape() : IDispatchShape
{
    private readonly IHandler[] _sessions = new IHandler[DispatchRun.Sessions];
    private int _count;

    public int Open(int protocol)
    {
        _sessions[_count] = protocol switch { 0 => new First(), 1 => new Second(), 2 => new Third(), _ => new Fourth() };
        return _count++;
    }

    public readonly void OnMessage(int protocol, int slot, Session session, ReadOnlySpan<byte> payload, MessageKind kind) =>
        _sessions[slot].OnMessage(session, payload, kind);

    private interface IHandler
    {
        void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind);
    }

    private sealed class First : IHandler
    {
        private long _bytes;

        public void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind) => _bytes += payload.Length;
    }

    private sealed class Second : IHandler
    {
        private long _bytes;

        public void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind) => _bytes += payload.Length + 1;
    }

    private sealed class Third : IHandler
    {
        private long _bytes;

        public void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind) => _bytes += payload.Length + 2;
    }

    private sealed class Fourth : IHandler
    {
        private long _bytes;

        public void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind) => _bytes += payload.Length + 3;
    }
}

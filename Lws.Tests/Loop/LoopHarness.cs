using System.Net;
using Lws.Connections;
using Lws.Dispatch;
using Lws.Handshake;
using Lws.Loop;
using Xunit;

namespace Lws.Tests.Loop;

/// <summary>What a test wants its one protocol to do; null for nothing.</summary>
internal sealed class Behaviour
{
    public delegate void MessageHandler(Session session, ReadOnlySpan<byte> payload, MessageKind kind);

    public delegate void SessionHandler(Session session);

    public delegate void CountHandler(Session session, int count);

    public MessageHandler? OnMessage { get; set; }

    public SessionHandler? OnOpen { get; set; }

    public SessionHandler? OnWritable { get; set; }

    public SessionHandler? OnTimer { get; set; }

    public CountHandler? OnDropped { get; set; }

    /// <summary>One entry for each OnClosed: code, clean, by peer.</summary>
    public List<(CloseCode Code, bool Clean, bool ByPeer)> Closed { get; } = [];
}

/// <summary>A protocol that does what its context's <see cref="Behaviour"/> says.</summary>
[LwsProtocol("scripted", MaxMessageLength = 1_000_000, MaxQueuedBytes = 4_096)]
public partial struct Scripted
{
    private void OnOpen(Session session) => BehaviourOf(session).OnOpen?.Invoke(session);

    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind) =>
        BehaviourOf(session).OnMessage?.Invoke(session, payload, kind);

    private void OnWritable(Session session) => BehaviourOf(session).OnWritable?.Invoke(session);

    private void OnDropped(Session session, int count) => BehaviourOf(session).OnDropped?.Invoke(session, count);

    private void OnTimer(Session session) => BehaviourOf(session).OnTimer?.Invoke(session);

    private void OnClosed(Session session, CloseStatus status) =>
        BehaviourOf(session).Closed.Add((status.Code, status.IsClean, status.ByPeer));

    private static Behaviour BehaviourOf(Session session) => ((LoopHarness)session.Context).Behaviour;
}

/// <summary>A loop over a <see cref="ScriptedIo"/>, one call of <see cref="Batch"/> a batch.</summary>
internal sealed class LoopHarness(LwsOptions? options = null) : LwsContext(options)
{
    private readonly int _fdLimit = 20;

    public Script Script { get; } = new();

    public Behaviour Behaviour { get; } = new();

    public static LoopHarness Listening(LwsOptions? options = null)
    {
        var harness = new LoopHarness(options);
        harness.Listen(new IPEndPoint(IPAddress.Loopback, 1));
        return harness;
    }

    /// <summary>Accepts a connection and completes its handshake.</summary>
    public void Open(int fd, string headers = "")
    {
        Script.Connect(fd);
        Batch();
        Script.ArriveRequest(fd, headers);
        Batch();
        Assert.StartsWith("HTTP/1.1 101", System.Text.Encoding.ASCII.GetString(Script.TakeSent(fd)), StringComparison.Ordinal);
    }

    public int Batch() => RunOnce(TimeSpan.Zero);

    /// <summary>Lets time pass, a millisecond a batch.</summary>
    public void Pass(int milliseconds)
    {
        for (int passed = 0; passed < milliseconds; passed++)
        {
            Script.Now++;
            Batch();
        }
    }

    protected override EventLoop CreateLoop() =>
        new EventLoop<OneProtocol, GrowingFdTable, ScriptedIo>(
            this, _fdLimit, WhenFull.Pause, new OneProtocol(_fdLimit), new ScriptedIo(Script));

    /// <summary>What the generator emits for a context with one protocol, by hand.</summary>
    private readonly struct OneProtocol(int fdLimit) : IDispatch
    {
        private readonly Slab<Scripted> _scripted = new(fdLimit);

        public Slab[] Protocols => [_scripted];

        public static Route Route(ReadOnlySpan<byte> path, SubprotocolOffer offer) => new(0, offer.Contains("scripted"u8));

        public void OnOpen(int protocol, int slot, Session session) => _scripted.OnOpen(slot, session);

        public void OnMessage(int protocol, int slot, Session session, ReadOnlySpan<byte> payload, MessageKind kind) =>
            _scripted.OnMessage(slot, session, payload, kind);

        public void OnFragment(
            int protocol, int slot, Session session, ReadOnlySpan<byte> payload, MessageKind kind, FragmentPosition position) =>
            _scripted.OnFragment(slot, session, payload, kind, position);

        public void OnWritable(int protocol, int slot, Session session) => _scripted.OnWritable(slot, session);

        public void OnDropped(int protocol, int slot, Session session, int count) => _scripted.OnDropped(slot, session, count);

        public void OnPing(int protocol, int slot, Session session, ReadOnlySpan<byte> payload) =>
            _scripted.OnPing(slot, session, payload);

        public void OnPong(int protocol, int slot, Session session, ReadOnlySpan<byte> payload) =>
            _scripted.OnPong(slot, session, payload);

        public void OnTimer(int protocol, int slot, Session session) => _scripted.OnTimer(slot, session);

        public void OnClosing(int protocol, int slot, Session session, CloseCode code, ReadOnlySpan<byte> reason) =>
            _scripted.OnClosing(slot, session, code, reason);

        public void OnClosed(int protocol, int slot, Session session, CloseStatus status) => _scripted.OnClosed(slot, session, status);
    }
}

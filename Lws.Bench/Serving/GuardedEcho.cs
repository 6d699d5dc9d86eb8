namespace Lws.Bench.Serving;

/// <summary>The echo with an Origin policy: for those who attack it.</summary>
[LwsProtocol(
    "echo", MaxMessageLength = 64 << 20, MaxFragments = 100_000, MaxQueuedBytes = 1 << 20, WhenQueueFull = QueueFull.Close,
    Origins = [Origin])]
public partial struct GuardedEcho
{
    /// <summary>Whose pages may connect.</summary>
    public const string Origin = "https://good.example";

    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind)
    {
        if (session.Send(payload, kind) == SendResult.Queued)
            session.PauseReceive();
    }

    private void OnWritable(Session session) => session.ResumeReceive();
}

/// <summary>For as many connections as the process may open.</summary>
[LwsContext]
[Serve<GuardedEcho>]
internal sealed partial class GuardedEchoContext;

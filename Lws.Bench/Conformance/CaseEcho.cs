namespace Lws.Bench.Conformance;

/// <summary>Echoes what a case sends. One whose server does not read is not read from either.</summary>
[LwsProtocol("case", MaxMessageLength = 64 << 20, MaxFragments = 1_000_000, MaxQueuedBytes = 64 << 20, WhenQueueFull = QueueFull.Close)]
public partial struct CaseEcho
{
    private readonly void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind)
    {
        var context = (ConformanceContext)session.Context;
        if (!context.IsEcho)
            context.LastMessage = payload.ToArray();
        else if (session.Send(payload, kind) == SendResult.Queued)
            session.PauseReceive();
    }

    private readonly void OnWritable(Session session) => session.ResumeReceive();

    private readonly void OnClosed(Session session, CloseStatus status) => ((ConformanceContext)session.Context).HasEnded = true;

    private readonly void OnConnectFailed(ConnectFailure failure)
    {
        var context = (ConformanceContext)failure.Context;
        context.Failure = failure.ToString();
        context.HasEnded = true;
    }
}

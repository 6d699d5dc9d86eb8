namespace Lws.Bench.Serving;

/// <summary>Echoes each message with its kind. A peer that does not read its echoes is not read from either.</summary>
[LwsProtocol(
    "echo", MaxMessageLength = 64 << 20, MaxFragments = 100_000, MaxQueuedBytes = 1 << 20, WhenQueueFull = QueueFull.Close,
    Origins = [Origins.Any])]
public partial struct Echo
{
    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind)
    {
        if (session.Send(payload, kind) == SendResult.Queued)
            session.PauseReceive();
    }

    private void OnWritable(Session session) => session.ResumeReceive();
}

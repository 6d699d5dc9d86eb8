namespace Lws.Bench.Serving;

/// <summary>Echoes each message with its kind. A peer that does not read its echoes is not read from either.</summary>
[LwsProtocol(
    "echo", MaxMessageLength = MaxMessageLength, MaxFragments = MaxMessageLength, MaxQueuedBytes = MaxMessageLength,
    Origins = [Origins.Any])]
public partial struct Echo
{
    private const int MaxMessageLength = 64 << 20;

    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind)
    {
        if (session.Send(payload, kind) == SendResult.Queued)
            session.PauseReceive();
    }

    private void OnWritable(Session session) => session.ResumeReceive();
}

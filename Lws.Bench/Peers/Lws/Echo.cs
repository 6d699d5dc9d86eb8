namespace Lws.Peer;

/// <summary>Echoes each message with its kind, and counts: 16 bytes a session. A client that does not read is not read from.</summary>
[LwsProtocol("echo", MaxMessageLength = MaxMessageLength, MaxQueuedBytes = MaxMessageLength, Origins = [Origins.Any])]
internal partial struct Echo
{
    private const int MaxMessageLength = 1 << 20;

    private long _messages;
    private long _bytes;

    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind)
    {
        _messages++;
        _bytes += payload.Length;
        if (session.Send(payload, kind) == SendResult.Queued)
            session.PauseReceive();
    }

    private void OnWritable(Session session) => session.ResumeReceive();
}

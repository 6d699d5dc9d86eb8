namespace Lws.Tests.EndToEnd;

/// <summary>Echoes messages up to 1 MiB, and counts the control frames that clients send of their own accord.</summary>
[LwsProtocol("echo", MaxMessageLength = 1 << 20, MaxQueuedBytes = 4 << 20)]
public partial struct LargeEcho
{
    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind)
    {
        if (session.Send(payload, kind) == SendResult.Dropped)
            session.Close(CloseCode.InternalError, "the test has sent too much ahead"u8);
    }

    private void OnPing(Session session, ReadOnlySpan<byte> payload) => ForeignClientsContext.Of(session).CountPing();

    private void OnPong(Session session, ReadOnlySpan<byte> payload) => ForeignClientsContext.Of(session).CountPong();

    private void OnClosed(Session session, CloseStatus status) => ForeignClientsContext.Of(session).Record(status);
}

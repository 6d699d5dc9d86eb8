namespace Lws.Tests.Loops;

/// <summary>Tells its context on which thread it is called, and does with messages what that says.</summary>
[LwsProtocol("roaming", MaxQueuedBytes = 1 << 20)]
public partial struct Roaming
{
    private void OnOpen(Session session) => ContextOf(session).Opened.Enqueue((session.Handle, Environment.CurrentManagedThreadId));

    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind) =>
        ContextOf(session).OnMessage(session, payload, kind);

    private void OnClosed(Session session, CloseStatus status) => ContextOf(session).Closed.Enqueue(Environment.CurrentManagedThreadId);

    private static RoamingContext ContextOf(Session session) => (RoamingContext)session.Context;
}

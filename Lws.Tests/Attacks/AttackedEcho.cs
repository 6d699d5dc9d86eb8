namespace Lws.Tests.Attacks;

/// <summary>An echo with the default limits.</summary>
[LwsProtocol("echo")]
internal partial struct AttackedEcho
{
    private int _number;

    private void OnOpen(Session session) => _number = AttackContext.Of(session).Ledger.Open();

    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind) => session.Send(payload, kind);

    private void OnClosed(Session session, CloseStatus status) => AttackContext.Of(session).Ledger.Close(_number, status);
}

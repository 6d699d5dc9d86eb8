namespace Lws.Tests.Attacks;

/// <summary>The scripted protocol for <c>OnFragment</c>; without a script it discards.</summary>
[LwsProtocol("scripted-stream")]
internal partial struct ScriptedStream
{
    private int _number;

    private void OnOpen(Session session) => _number = AttackContext.Of(session).Ledger.Open();

    private void OnFragment(Session session, ReadOnlySpan<byte> payload, MessageKind kind, FragmentPosition position) =>
        AttackContext.TryRun(nameof(OnFragment), session);

    private void OnClosed(Session session, CloseStatus status) => AttackContext.Of(session).Ledger.Close(_number, status);
}

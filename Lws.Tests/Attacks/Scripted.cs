namespace Lws.Tests.Attacks;

/// <summary>All handlers but <c>OnFragment</c>, each doing what the test says; without a script it echoes.</summary>
[LwsProtocol("scripted")]
internal partial struct Scripted
{
    private int _number;

    private void OnOpen(Session session)
    {
        _number = AttackContext.Of(session).Ledger.Open();
        AttackContext.TryRun(nameof(OnOpen), session);
    }

    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind)
    {
        if (!AttackContext.TryRun(nameof(OnMessage), session))
            session.Send(payload, kind);
    }

    private void OnWritable(Session session) => AttackContext.TryRun(nameof(OnWritable), session);

    private void OnPing(Session session, ReadOnlySpan<byte> payload) => AttackContext.TryRun(nameof(OnPing), session);

    private void OnPong(Session session, ReadOnlySpan<byte> payload) => AttackContext.TryRun(nameof(OnPong), session);

    private void OnTimer(Session session) => AttackContext.TryRun(nameof(OnTimer), session);

    private void OnClosing(Session session, CloseCode code, ReadOnlySpan<byte> reason) =>
        AttackContext.TryRun(nameof(OnClosing), session);

    private void OnClosed(Session session, CloseStatus status)
    {
        AttackContext.Of(session).Ledger.Close(_number, status);
        AttackContext.TryRun(nameof(OnClosed), session);
    }
}

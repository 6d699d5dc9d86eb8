namespace Lws.Tests.Attacks;

/// <summary>An echo of small messages.</summary>
[LwsProtocol("small", MaxMessageLength = MaxLength, MaxFragments = MaxFrames)]
internal partial struct SmallEcho
{
    public const int MaxLength = 1_000;
    public const int MaxFrames = 8;

    private int _number;

    private void OnOpen(Session session) => _number = AttackContext.Of(session).Ledger.Open();

    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind) => session.Send(payload, kind);

    private void OnClosed(Session session, CloseStatus status) => AttackContext.Of(session).Ledger.Close(_number, status);
}

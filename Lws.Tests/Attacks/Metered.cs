namespace Lws.Tests.Attacks;

/// <summary>An echo that limits how fast its peers may send.</summary>
[LwsProtocol("metered", MaxMessagesPerSecond = Messages, MessageBurst = Burst, MaxBytesPerSecond = Bytes, ByteBurst = 65_536)]
internal partial struct Metered
{
    // What a second allows is next to nothing beside the bursts, so that a slow machine cannot make a test pass or fail.
    public const int Messages = 1;
    public const int Burst = 100;
    public const int Bytes = 1;

    private int _number;

    private void OnOpen(Session session) => _number = AttackContext.Of(session).Ledger.Open();

    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind) => session.Send(payload, kind);

    private void OnClosed(Session session, CloseStatus status) => AttackContext.Of(session).Ledger.Close(_number, status);
}

namespace Lws.Tests.Attacks;

/// <summary>For the connection that must not notice an attack: it echoes text, and answers binary with what the loop has allocated.</summary>
[LwsProtocol("bystander")]
internal partial struct Bystander
{
    private int _number;

    private void OnOpen(Session session) => _number = AttackContext.Of(session).Ledger.Open();

    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind)
    {
        if (kind == MessageKind.Text)
            session.Send(payload, kind);
        else
            session.Send(BitConverter.GetBytes(GC.GetAllocatedBytesForCurrentThread()));
    }

    private void OnClosed(Session session, CloseStatus status) => AttackContext.Of(session).Ledger.Close(_number, status);
}

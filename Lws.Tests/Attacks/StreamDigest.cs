namespace Lws.Tests.Attacks;

/// <summary>Takes messages in pieces, without a limit, and answers each with its kind, length and a hash of its bytes.</summary>
[LwsProtocol("stream")]
internal partial struct StreamDigest
{
    private int _number;
    private PieceDigest _digest;

    private void OnOpen(Session session) => _number = AttackContext.Of(session).Ledger.Open();

    private void OnFragment(Session session, ReadOnlySpan<byte> payload, MessageKind kind, FragmentPosition position)
    {
        if (_digest.Add(payload, position))
            session.Send($"{kind} {_digest}");
    }

    private void OnClosed(Session session, CloseStatus status) => AttackContext.Of(session).Ledger.Close(_number, status);
}

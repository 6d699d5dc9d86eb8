namespace Lws.Tests.Attacks;

/// <summary>As <see cref="StreamDigest"/>, with limits.</summary>
[LwsProtocol("small-stream", MaxMessageLength = SmallEcho.MaxLength, MaxFragments = SmallEcho.MaxFrames)]
internal partial struct SmallStream
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

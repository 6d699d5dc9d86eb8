namespace Lws.Tests.Limits;

/// <summary>An echo with the default limits.</summary>
[LwsProtocol("attentive")]
internal partial struct Attentive
{
    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind) => session.Send(payload, kind);
}

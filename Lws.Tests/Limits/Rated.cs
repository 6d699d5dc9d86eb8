namespace Lws.Tests.Limits;

/// <summary>An echo with every limit of the rate.</summary>
[LwsProtocol("rated", MaxMessagesPerSecond = 10, MessageBurst = 20, MaxBytesPerSecond = 1_000, MaxMessageLength = 3_000, MaxControlFramesPerSecond = 5)]
internal partial struct Rated
{
    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind) => session.Send(payload, kind);
}

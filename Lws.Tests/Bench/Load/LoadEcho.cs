namespace Lws.Tests.Bench.Load;

/// <summary>Echoes messages of up to 1 MiB.</summary>
[LwsProtocol("echo", MaxMessageLength = 1 << 20, MaxQueuedBytes = 4 << 20)]
public partial struct LoadEcho
{
    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind) => session.Send(payload, kind);
}

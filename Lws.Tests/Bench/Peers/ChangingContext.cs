namespace Lws.Tests.Bench.Peers;

/// <summary>Serves what is no echo.</summary>
[LwsContext(FdLimit = 4)]
[Serve<Changing>]
internal sealed partial class ChangingContext;

/// <summary>Echoes each message without its last byte.</summary>
[LwsProtocol("changing")]
internal partial struct Changing
{
    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind) => session.Send(payload[..^1], kind);
}

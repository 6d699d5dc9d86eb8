namespace Lws.Tests.Attacks;

/// <summary>More connections than handshakes.</summary>
[LwsContext(FdLimit = 4_096)]
[Serve<PlainEcho>]
internal sealed partial class HalfOpenContext;

/// <summary>As many handshakes as connections.</summary>
[LwsContext(FdLimit = 8)]
[Serve<PlainEcho>]
internal sealed partial class SmallHalfOpenContext;

/// <summary>Echoes.</summary>
[LwsProtocol("echo")]
internal partial struct PlainEcho
{
    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind) => session.Send(payload, kind);
}

using System;
using Lws;

/// <summary>In no namespace.</summary>
[LwsProtocol("global", Origins = [Origins.Same])]
internal partial struct GlobalEcho
{
    private readonly void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind) => session.Send(payload, kind);
}

/// <summary>In no namespace.</summary>
[LwsContext(FdLimit = 8)]
[Serve<GlobalEcho>]
internal sealed partial class GlobalContext;

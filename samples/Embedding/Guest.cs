using Lws;

namespace Embedding;

/// <summary>Sends every message back.</summary>
[LwsProtocol("echo", Origins = [Origins.Any])]
public partial struct Echo
{
    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind) => session.Send(payload, kind);
}

/// <summary>Listens nowhere: its connections are given to it.</summary>
[LwsContext]
[Serve<Echo>]
public partial class Guest;

using Lws;

namespace Demo;

/// <summary>Sends every message back, text as text and binary as binary.</summary>
[LwsProtocol("echo", Origins = [Origins.Same, Origins.Missing])]
public partial struct Echo
{
    private int _id;

    private void OnOpen(Session session) => _id = Status.Arrive(session, "echo");

    private readonly void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind)
    {
        // A peer that sends and never reads would otherwise find its messages missing.
        if (session.Send(payload, kind) == SendResult.Dropped)
            session.Close(CloseCode.PolicyViolation, "reads too slowly"u8);
    }

    private readonly void OnClosed(Session session, CloseStatus status) => Status.Leave(session, _id);
}

using Lws;

namespace Lws_App.Server;

/// <summary>One visitor of the chat; the fields are this visitor's own. What one says, all hear.</summary>
[LwsProtocol("chat", MaxMessageLength = 4_096, Origins = [Origins.Same, Origins.Missing])]
public partial struct ChatProtocol
{
    private int _said;

    private readonly void OnOpen(Session session) => session.Subscribe("chat");

    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind)
    {
        _said++;
        session.Context.Publish("chat", payload, kind);
    }

    private readonly void OnClosed(Session session, CloseStatus status) =>
        Console.WriteLine($"{session.RemoteEndPoint}: {_said} messages, then {status.Code}");
}

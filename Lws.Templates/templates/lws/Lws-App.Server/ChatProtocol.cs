using Lws;

namespace Lws_App.Server;

/// <summary>One visitor of the chat; the fields are this visitor's own. What one says, all hear.</summary>
[LwsProtocol("chat", MaxMessageLength = 4_096, Origins = [Origins.Same, Origins.Missing])]
public partial struct ChatProtocol
{
    private int _said;

    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind)
    {
        _said++;
        foreach (Session visitor in session.Sessions<ChatProtocol>())
            visitor.Send(payload, kind);
    }

    private readonly void OnClosed(Session session, CloseStatus status) =>
        Console.WriteLine($"{session.RemoteEndPoint}: {_said} messages, then {status.Code}");
}

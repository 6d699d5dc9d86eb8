using System.Text;
using Lws;

namespace Demo;

/// <summary>One room. <c>/nick NAME</c> sets the nickname; every other message is said. Answers with lines of JSON.</summary>
/// <remarks>
/// Who has said nothing and has no nickname reads along unannounced. The room is a topic; who reads it too slowly is closed with 1008, since a
/// conversation with lines missing is none.
/// </remarks>
[LwsProtocol("chat", MaxMessageLength = 1_024, WhenQueueFull = QueueFull.Close, Origins = [Origins.Same, Origins.Missing])]
public partial struct Chat
{
    private const int MaxNameLength = 24;

    private static ReadOnlySpan<byte> Room => "chat"u8;

    private int _id;
    private string? _name;

    private void OnOpen(Session session)
    {
        _id = Status.Arrive(session, "chat");
        foreach (byte[] line in DemoContext.Of(session).ChatHistory.Lines)
            session.Send(line, MessageKind.Text);
        session.Subscribe(Room);
    }

    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind)
    {
        if (kind != MessageKind.Text)
        {
            session.Close(CloseCode.UnsupportedData);
            return;
        }

        ReadOnlySpan<byte> text = payload.Trim(" \t\r\n"u8);
        if (payload.StartsWith("/nick "u8))
            Rename(session, Encoding.UTF8.GetString(payload[6..]).Trim());
        else if (!text.IsEmpty)
            Say(session, text);
    }

    private readonly void OnClosed(Session session, CloseStatus status)
    {
        Status.Leave(session, _id);
        if (_name is not null)
            Publish(session, ChatEvent.Leave, _name);
    }

    private void Rename(Session session, string name)
    {
        if (name.Length is 0 or > MaxNameLength || name.Any(char.IsControl))
            session.Send("""{"event":"refused","text":"A nickname has 1 to 24 printable characters."}"""u8, MessageKind.Text);
        else if (_name is null)
            Join(session, name);
        else if (_name != name)
        {
            Publish(session, ChatEvent.Rename, _name, Encoding.UTF8.GetBytes(name));
            _name = name;
        }
    }

    private void Say(Session session, ReadOnlySpan<byte> text)
    {
        if (_name is null)
            Join(session, $"guest-{_id}");
        Publish(session, ChatEvent.Say, _name!, text);
    }

    private void Join(Session session, string name)
    {
        _name = name;
        Publish(session, ChatEvent.Join, name);
    }

    private static void Publish(Session session, ChatEvent what, string name, ReadOnlySpan<byte> text = default)
    {
        DemoContext context = DemoContext.Of(session);
        context.Publish(Room, context.ChatHistory.Add(what, name, text), MessageKind.Text);
    }
}

namespace Lws.Bench.Processes;

/// <summary>Echoes, and counts what it has echoed: so it is known when every connection of every process has had its message.</summary>
[LwsProtocol("echo", Origins = [Origins.Any])]
public partial struct Counted
{
    private static long _messages;

    /// <summary>Messages since the program began. Any thread.</summary>
    public static long Messages => Interlocked.Read(ref _messages);

    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind)
    {
        session.Send(payload, kind);
        Interlocked.Increment(ref _messages);
    }
}

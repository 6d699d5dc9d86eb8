using Lws;

using var context = new EchoContext();
Console.WriteLine($"ws://{context.Listen("127.0.0.1", 7681)}/");
context.Run(CancellationToken.None);

[LwsProtocol("echo", Origins = [Origins.Any])]                      // pages of any site may connect
public partial struct Echo
{
    private int _count;                                             // per-session data

    void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind)
    {
        _count++;
        session.Send(payload, kind);
    }

    void OnClosed(Session session, CloseStatus status) => Console.WriteLine($"{_count} messages, then {status.Code}");
}

[LwsContext(FdLimit = 20)]                                          // or a const of your own
[Serve<Echo>]                                                       // subprotocol "echo", on every path
public partial class EchoContext;

namespace Lws.Bench.Worker;

/// <summary>Says hello when it is connected, and listens to what comes.</summary>
[LwsProtocol("echo")]
internal partial struct Agent
{
    private void OnOpen(Session session) => session.Send("hello"u8, MessageKind.Text);

    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind) { }

    private void OnConnectFailed(ConnectFailure failure) => Environment.Exit(1);

    private void OnClosed(Session session, CloseStatus status) => Environment.Exit(1);
}

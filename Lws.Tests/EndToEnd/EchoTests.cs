using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.EndToEnd;

[LwsProtocol("echo")]
public partial struct TestEcho
{
    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind) => session.Send(payload, kind);
}

[LwsContext(FdLimit = 20)]
[Serve<TestEcho>]
internal sealed partial class TestEchoContext;

public class EchoTests
{
    [Fact]
    public void A_text_message_comes_back_as_text()
    {
        using var server = new TestServer(new TestEchoContext());
        using RawClient client = server.Open(subprotocol: "echo");
        client.Send(RawClient.TextFrame("hello"));
        Assert.Equal("hello", client.ReadText());

        client.Send(RawClient.CloseFrame(1000));
        Assert.Equal(1000, client.ReadClose());
        client.Dispose();
        server.EventuallyAtBaseline();
    }
}

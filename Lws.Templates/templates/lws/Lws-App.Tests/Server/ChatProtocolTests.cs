using Lws.Testing;
using Lws_App.Server;
using Xunit;

namespace Lws_App.Tests.Server;

public class ChatProtocolTests
{
    [Fact]
    public void Everybody_hears_what_is_said()
    {
        using var host = new LwsTestHost(new ServerContext());
        TestClient alice = host.Connect("/chat", "chat");
        TestClient bob = host.Connect("/chat", "chat");

        alice.Send("hi");

        Assert.Equal("hi", alice.ReceiveText());
        Assert.Equal("hi", bob.ReceiveText());
    }

    [Fact]
    public void Pages_of_strangers_are_refused()
    {
        using var host = new LwsTestHost(new ServerContext());
        TestClient page = host.Connect("/chat", "chat", ("Origin", "https://stranger.example"));

        Assert.Equal(403, page.Status);
    }
}

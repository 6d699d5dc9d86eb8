using Lws.Testing;
using Xunit;

namespace Lws_App.Tests.Client;

public class ChatClientTests
{
    [Fact]
    public void It_says_hello()
    {
        using var host = new LwsTestHost(new ServingContext());
        TestClient server = host.Connect("/", "chat");

        Assert.Equal("Hello!", server.ReceiveText());
    }

    [Fact]
    public void Every_ten_seconds_it_says_how_long_it_has_been_listening()
    {
        using var host = new LwsTestHost(new ServingContext());
        TestClient server = host.Connect("/", "chat");
        Assert.Equal("Hello!", server.ReceiveText());

        host.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal("I have been listening for 10 seconds.", server.ReceiveText());
        Assert.Equal("I have been listening for 20 seconds.", server.ReceiveText());
    }
}

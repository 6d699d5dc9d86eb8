using System.Text;
using Lws.Tests.Client;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Topics;

/// <summary>Sessions of which this side is the client subscribe too: what they are sent is masked.</summary>
public class ClientSubscriberTests
{
    [Theory]
    [InlineData(5)]
    [InlineData(30_000)]
    public void A_client_sends_its_server_what_is_published(int length)
    {
        string text = new('x', length);
        var received = new List<string>();
        using var server = new TestServer(new TopicsContext
        {
            OnMessage = (_, payload, _) => received.Add(Encoding.UTF8.GetString(payload)),
        });
        using var context = new TopicsContext();
        var opened = new List<SessionHandle>();
        context.Connect<Uplink>(new Uri($"ws://{server.EndPoint}/listener"), new ConnectOptions { Subprotocol = "listener" }, new Uplink(opened));
        context.RunUntil(() => opened.Count == 1, "the client is open");
        for (int message = 0; message < 3; message++)
            context.Publish("up", Encoding.UTF8.GetBytes(text), MessageKind.Text);
        context.RunUntil(() => received.Count == 3, "the server has all");

        Assert.All(received, one => Assert.Equal(text, one));
        Assert.Equal(0, context.Loop.Blocks.RentedBytes);
    }
}

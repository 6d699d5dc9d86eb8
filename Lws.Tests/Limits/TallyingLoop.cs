using System.Net;
using Lws.Tests.Client;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Limits;

/// <summary>Serves clients on the test's own thread, where a batch is over when the call is.</summary>
internal static class TallyingLoop
{
    /// <summary>Connects a client and completes its opening handshake.</summary>
    public static RawClient Open<T>(this T context, IPEndPoint endPoint)
        where T : LwsContext, ITallying
    {
        RawClient client = Knock(endPoint);
        context.Greet(client);
        return client;
    }

    public static List<RawClient> Open<T>(this T context, IPEndPoint endPoint, int count)
        where T : LwsContext, ITallying =>
        [.. Enumerable.Range(0, count).Select(_ => context.Open(endPoint))];

    /// <summary>A client that has said its request and waits.</summary>
    public static RawClient Knock(IPEndPoint endPoint)
    {
        var client = new RawClient(endPoint);
        client.Send(RawClient.Request());
        return client;
    }

    /// <summary>Runs the loop until the client that waits is open.</summary>
    public static void Greet<T>(this T context, RawClient client)
        where T : LwsContext, ITallying
    {
        int opened = context.Tally.Opened;
        context.RunUntil(() => context.Tally.Opened > opened, "a client opens");
        Assert.StartsWith("HTTP/1.1 101 ", client.ReadHead(), StringComparison.Ordinal);
    }

    /// <summary>Each client gets its echo, in a batch of its own.</summary>
    public static void Echo<T>(this T context, IEnumerable<RawClient> clients)
        where T : LwsContext, ITallying
    {
        foreach (RawClient client in clients)
        {
            int messages = context.Tally.Messages;
            string text = $"message {messages}";
            client.Send(RawClient.TextFrame(text));
            context.RunUntil(() => context.Tally.Messages > messages, "a message arrives");
            Assert.Equal(text, client.ReadText());
        }
    }

    /// <summary>The client leaves, and its slot is free.</summary>
    public static void Leave(this LwsContext context, RawClient client)
    {
        int connections = context.Loop.ConnectionCount;
        client.Reset();
        context.RunUntil(() => context.Loop.ConnectionCount < connections, "a slot frees");
    }
}

using System.Net.WebSockets;
using System.Text;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Topics;

/// <summary>One topic, and subscribers that have agreed on different compression: each gets what it understands.</summary>
public sealed class CompressedTopicsTests : IDisposable
{
    private readonly TestServer _server = new(new TopicsContext(
        new LwsOptions { Deflate = new DeflateOptions { ServerContextTakeover = true, Threshold = 64 } }));

    public CompressedTopicsTests()
    {
        ((TopicsContext)_server.Context).OnMessage = static (session, payload, kind) =>
            session.Send($"{session.Subscribe("room"u8)}");
    }

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Plain_compressed_and_with_a_context_of_ones_own_all_get_every_message()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        ClientWebSocket[] clients =
        [
            await Join(null, patience.Token),
            await Join(new WebSocketDeflateOptions { ServerContextTakeover = false }, patience.Token),
            await Join(new WebSocketDeflateOptions { ServerContextTakeover = false, ServerMaxWindowBits = 10 }, patience.Token),
            await Join(new WebSocketDeflateOptions(), patience.Token),
            await Join(new WebSocketDeflateOptions { ServerContextTakeover = false }, patience.Token),
        ];
        string[] texts = [.. Enumerable.Range(0, 100).Select(static number => $"{number} {string.Concat(Enumerable.Repeat("again and ", number))}")];
        for (int number = 0; number < texts.Length; number++)
        {
            byte[] payload = Encoding.UTF8.GetBytes(texts[number]);
            PublishResult result = number % 2 == 0
                ? _server.Context.Publish("room", payload, MessageKind.Text)
                : _server.Context.Publish("room", payload, MessageKind.Text, key: 3);
            Assert.Equal(PublishResult.Published, result);
        }

        foreach (ClientWebSocket client in clients)
        {
            foreach (string text in texts)
                Assert.Equal(text, await Receive(client, patience.Token));
            client.Dispose();
        }

        _server.EventuallyAtBaseline();
    }

    [Fact]
    public void Who_has_agreed_on_the_same_gets_the_same_compressed_frame()
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("over and over ", 100)));
        string[] offers =
        [
            "permessage-deflate; server_no_context_takeover",
            "permessage-deflate; server_no_context_takeover",
            "permessage-deflate; server_no_context_takeover; server_max_window_bits=9",
        ];
        RawClient[] clients = [.. offers.Select(Join)];
        _server.Context.Publish("room", text, MessageKind.Text);
        byte[][] frames = [.. clients.Select(ReadRaw)];

        Assert.All(frames, static frame => Assert.Equal(0xC1, frame[0]));
        Assert.All(frames, frame => Assert.InRange(frame.Length, 3, text.Length / 10));
        Assert.Equal(frames[0], frames[1]);
        foreach (RawClient client in clients)
            client.Dispose();
    }

    private RawClient Join(string offer)
    {
        RawClient client = _server.Connect();
        client.Send(RawClient.Request("/listener", extra: $"Sec-WebSocket-Extensions: {offer}\r\n"));
        Assert.Contains("permessage-deflate", client.ReadHead(), StringComparison.Ordinal);
        client.Send(RawClient.TextFrame("join"));
        Assert.Equal("Subscribed", client.ReadText());
        return client;
    }

    private async Task<ClientWebSocket> Join(WebSocketDeflateOptions? options, CancellationToken cancellation)
    {
        var client = new ClientWebSocket();
        client.Options.DangerousDeflateOptions = options;
        await client.ConnectAsync(new Uri($"ws://{_server.EndPoint}/listener"), cancellation);
        await client.SendAsync("join"u8.ToArray(), WebSocketMessageType.Text, true, cancellation);
        Assert.Equal("Subscribed", await Receive(client, cancellation));
        return client;
    }

    private static async Task<string> Receive(ClientWebSocket client, CancellationToken cancellation)
    {
        var buffer = new byte[4_096];
        int length = 0;
        ValueWebSocketReceiveResult result;
        do
        {
            result = await client.ReceiveAsync(buffer.AsMemory(length), cancellation);
            length += result.Count;
        }
        while (!result.EndOfMessage);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    // The whole frame, its payload not inflated: it is shorter than 126 bytes.
    private static byte[] ReadRaw(RawClient client)
    {
        var frame = new byte[2 + 125];
        int length = 0;
        while (length < 2 || length < 2 + frame[1])
        {
            int count = client.Socket.Receive(frame.AsSpan(length));
            Assert.True(count > 0, "The connection ended inside a frame.");
            length += count;
        }

        return frame[..length];
    }
}

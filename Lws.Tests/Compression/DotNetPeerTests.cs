using System.Net.WebSockets;
using Lws.Tests.Client;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Compression;

/// <summary>Compression with the framework's own client and server, in every combination of parameters.</summary>
public class DotNetPeerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static TheoryData<bool, bool, int, int> Parameters
    {
        get
        {
            var all = new TheoryData<bool, bool, int, int>();
            foreach (bool serverTakesOver in (bool[])[false, true])
            {
                foreach (bool clientTakesOver in (bool[])[false, true])
                {
                    all.Add(serverTakesOver, clientTakesOver, 15, 15);
                    all.Add(serverTakesOver, clientTakesOver, 9, 10);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Parameters))]
    public async Task A_foreign_client_gets_its_messages_back(bool serverTakesOver, bool clientTakesOver, int serverBits, int clientBits)
    {
        // The one of Lws is as willing as can be; what the client asks for decides.
        var deflate = new DeflateOptions { ServerContextTakeover = true, ClientContextTakeover = true, Threshold = 0 };
        using var server = new TestServer(new CompressedContext(new LwsOptions { Deflate = deflate }));
        using var end = new CancellationTokenSource(Patience);
        using var socket = new ClientWebSocket();
        socket.Options.DangerousDeflateOptions = Foreign(serverTakesOver, clientTakesOver, serverBits, clientBits);
        await socket.ConnectAsync(new Uri($"ws://{server.EndPoint}/"), end.Token);

        foreach ((MessageKind kind, byte[] payload) in CompressedMessages.All())
        {
            WebSocketMessageType type = kind == MessageKind.Text ? WebSocketMessageType.Text : WebSocketMessageType.Binary;
            await socket.SendAsync(payload, type, true, end.Token);
            (WebSocketMessageType receivedType, byte[] received) = await ReceiveAsync(socket, end.Token);
            Assert.Equal(type, receivedType);
            Assert.True(payload.AsSpan().SequenceEqual(received), $"{kind} of {payload.Length}");
        }

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, end.Token);
        server.EventuallyAtBaseline();
        server.Eventually(() => server.Context.Loop.Memory.RentedDeflate == 0, "all compressors are back");
    }

    [Theory]
    [MemberData(nameof(Parameters))]
    public async Task A_foreign_server_gets_its_messages_back(bool serverTakesOver, bool clientTakesOver, int serverBits, int clientBits)
    {
        var deflate = new DeflateOptions
        {
            ServerContextTakeover = serverTakesOver,
            ClientContextTakeover = clientTakesOver,
            ServerMaxWindowBits = serverBits,
            ClientMaxWindowBits = clientBits,
            Threshold = 0,
        };
        using var fake = new FakeServer();
        string agreed = "permessage-deflate" + (serverTakesOver ? "" : "; server_no_context_takeover")
            + (clientTakesOver ? "" : "; client_no_context_takeover") + (serverBits == 15 ? "" : $"; server_max_window_bits={serverBits}")
            + (clientBits == 15 ? "" : $"; client_max_window_bits={clientBits}");
        Task serving = ServeAsync(fake, agreed, Foreign(serverTakesOver, clientTakesOver, serverBits, clientBits));

        (MessageKind Kind, byte[] Payload)[] messages = [.. CompressedMessages.All()];
        int next = 0;
        using var context = new CompressedContext(new LwsOptions { Deflate = deflate })
        {
            OnCallerOpen = session =>
            {
                Assert.True(session.IsCompressed);
                session.Send(messages[0].Payload, messages[0].Kind);
            },
            OnCallerMessage = (session, payload, kind) =>
            {
                Assert.Equal(messages[next].Kind, kind);
                Assert.True(payload.SequenceEqual(messages[next].Payload), $"{kind} of {payload.Length}");
                if (++next == messages.Length)
                    session.Close();
                else
                    session.Send(messages[next].Payload, messages[next].Kind);
            },
        };
        Assert.Equal(ConnectResult.Started, context.Connect(fake.Uri, new ConnectOptions { Subprotocol = "" }, new Caller()));
        context.RunUntil(() => context.CallerEnd is not null, "the end of the session");

        Assert.Equal("1000", context.CallerEnd);
        Assert.Equal(messages.Length, next);
        await serving.WaitAsync(Patience);
        context.RunUntil(() => context.Memory.RentedDeflate == 0, "all compressors are back");
    }

    private static async Task ServeAsync(FakeServer fake, string extension, WebSocketDeflateOptions deflate)
    {
        using var end = new CancellationTokenSource(Patience);
        Stream stream = await fake.AnswerAsync(request => FakeServer.Accepting(request, $"Sec-WebSocket-Extensions: {extension}\r\n"));
        using var socket = WebSocket.CreateFromStream(
            stream, new WebSocketCreationOptions { IsServer = true, DangerousDeflateOptions = deflate });
        while (true)
        {
            (WebSocketMessageType type, byte[] message) = await ReceiveAsync(socket, end.Token);
            if (type == WebSocketMessageType.Close)
                break;
            await socket.SendAsync(message, type, true, end.Token);
        }

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, end.Token);
    }

    private static async Task<(WebSocketMessageType Type, byte[] Message)> ReceiveAsync(WebSocket socket, CancellationToken end)
    {
        using var message = new MemoryStream();
        byte[] buffer = new byte[65_536];
        while (true)
        {
            WebSocketReceiveResult piece = await socket.ReceiveAsync(buffer, end);
            message.Write(buffer.AsSpan(0, piece.Count));
            if (piece.EndOfMessage)
                return (piece.MessageType, message.ToArray());
        }
    }

    private static WebSocketDeflateOptions Foreign(bool serverTakesOver, bool clientTakesOver, int serverBits, int clientBits) => new()
    {
        ServerContextTakeover = serverTakesOver,
        ClientContextTakeover = clientTakesOver,
        ServerMaxWindowBits = serverBits,
        ClientMaxWindowBits = clientBits,
    };
}

using System.Net;
using System.Net.WebSockets;
using System.Text;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.EndToEnd;

/// <summary>The server as .NET's own client sees it.</summary>
public sealed class ClientWebSocketTests : IDisposable
{
    // Around each length at which the header grows, and around the receive buffer (131,072).
    private static readonly int[] Lengths = [0, 1, 2, 125, 126, 127, 65_535, 65_536, 65_537, 131_072, 262_144, 1 << 20];

    private const string LongestReason =
        "123 bytes are the most that a close frame takes besides its code (RFC 6455 5.5); this reason has exactly that many of them.";

    private readonly ForeignClientsContext _context = new();

    public void Dispose() => _context.Dispose();

    [Theory]
    [InlineData(WebSocketMessageType.Text)]
    [InlineData(WebSocketMessageType.Binary)]
    public async Task Messages_of_every_length_come_back_as_they_were(WebSocketMessageType type)
    {
        using var server = new TestServer(_context);
        using DotNetClient client = await DotNetClient.OpenAsync(server.EndPoint);
        foreach (int length in Lengths)
        {
            byte[] payload = Payload(type, length);
            await client.SendAsync(type, payload);
            await AssertReceivesAsync(client, type, payload);
        }

        await client.CloseAsync();
        server.EventuallyAtBaseline();
    }

    [Fact]
    public async Task A_message_over_the_limit_is_answered_with_1009()
    {
        using var server = new TestServer(_context);
        using DotNetClient client = await DotNetClient.OpenAsync(server.EndPoint);

        // Of a message in two frames the server refuses the second: its close frame finds the client reading, not writing.
        await client.SendAsync(WebSocketMessageType.Binary, new byte[1 << 20], isLast: false);
        await client.SendAsync(WebSocketMessageType.Binary, new byte[1]);
        Assert.Equal(1009, (await client.ReceiveCloseAsync()).Code);
        server.EventuallyAtBaseline();
    }

    [Theory]
    [InlineData(WebSocketMessageType.Text)]
    [InlineData(WebSocketMessageType.Binary)]
    public async Task A_message_in_fragments_comes_back_whole(WebSocketMessageType type)
    {
        using var server = new TestServer(_context);
        using DotNetClient client = await DotNetClient.OpenAsync(server.EndPoint);
        byte[] payload = Payload(type, 100_001);

        // 1,000 is no multiple of the length of a character: characters are cut as well.
        foreach (byte[] fragment in payload.Chunk(1_000))
            await client.SendAsync(type, fragment, isLast: false);
        await client.SendAsync(type, ReadOnlyMemory<byte>.Empty);
        await AssertReceivesAsync(client, type, payload);

        await client.CloseAsync();
        server.EventuallyAtBaseline();
    }

    [Fact]
    public async Task Pings_between_messages_are_answered()
    {
        using var server = new TestServer(_context);
        using DotNetClient client = await DotNetClient.OpenAsync(server.EndPoint, options =>
        {
            options.KeepAliveInterval = TimeSpan.FromMilliseconds(2);
            options.KeepAliveTimeout = TimeSpan.FromSeconds(15);
        });

        // The client sends no ping before the last one is answered: five pings are at least four pongs.
        while (_context.Pings < 5)
            await AssertEchoAsync(client, "between pings");
        Assert.Equal(WebSocketState.Open, client.State);
    }

    [Fact]
    public async Task Pongs_that_nobody_asked_for_are_taken_between_fragments()
    {
        using var server = new TestServer(_context);
        using DotNetClient client = await DotNetClient.OpenAsync(server.EndPoint, options =>
        {
            options.KeepAliveInterval = TimeSpan.FromMilliseconds(2);
            options.KeepAliveTimeout = Timeout.InfiniteTimeSpan;
        });

        await client.SendAsync(WebSocketMessageType.Text, "one "u8.ToArray(), isLast: false);
        int before = _context.Pongs;
        server.Eventually(() => _context.Pongs > before + 2, "pongs inside a message");
        await client.SendAsync(WebSocketMessageType.Text, "message"u8.ToArray());
        await AssertReceivesAsync(client, WebSocketMessageType.Text, "one message"u8.ToArray());
    }

    [Fact]
    public async Task A_silent_client_answers_the_pings_of_the_server()
    {
        var context = new ForeignClientsContext(new LwsOptions { PingInterval = TimeSpan.FromMilliseconds(20) });
        using var server = new TestServer(context);
        using DotNetClient client = await DotNetClient.OpenAsync(server.EndPoint);
        Task<(WebSocketMessageType Type, byte[] Payload)> reading = client.ReceiveAsync();
        server.Eventually(() => context.Pongs >= 3, "three pongs");

        await client.SendAsync("still here");
        Assert.Equal("still here", Encoding.UTF8.GetString((await reading).Payload));
    }

    [Theory]
    [InlineData("echo", "echo", "close-on-request")]
    [InlineData("echo", "close-on-request", "echo")]
    [InlineData("close-on-request", "unknown", "close-on-request")]
    [InlineData(null, "unknown", "another")]
    [InlineData(null, "ECHO")]
    [InlineData(null)]
    public async Task The_subprotocol_is_the_first_of_the_servers_that_is_offered(string? expected, params string[] offered)
    {
        using var server = new TestServer(_context);
        using DotNetClient client = await DotNetClient.OpenAsync(server.EndPoint, offered);
        Assert.Equal(expected, client.Subprotocol);
        if (expected is null)
            await AssertEchoAsync(client, "the first protocol of the path serves");
    }

    [Fact]
    public async Task A_path_that_nobody_serves_is_refused_with_404()
    {
        using var server = new TestServer(_context);
        using var client = new DotNetClient();
        await Assert.ThrowsAsync<WebSocketException>(() => client.ConnectAsync(new Uri($"ws://{server.EndPoint}/nope")));
        Assert.Equal(HttpStatusCode.NotFound, client.HttpStatus);
        server.EventuallyAtBaseline();
    }

    [Theory]
    [InlineData(1000, "")]
    [InlineData(1001, "the page is closed")]
    [InlineData(1011, LongestReason)]
    [InlineData(3000, "Grüße, 世界")]
    [InlineData(4999, "the last code")]
    public async Task The_server_learns_how_the_client_closed(int code, string reason)
    {
        using var server = new TestServer(_context);
        using DotNetClient client = await DotNetClient.OpenAsync(server.EndPoint);
        await client.CloseAsync(code, reason);

        Assert.Equal(WebSocketState.Closed, client.State);
        Assert.Equal(code, client.CloseStatus.Code);
        Assert.Equal(new SessionEnd(code, reason, IsClean: true, ByPeer: true), TheEnd(server));
    }

    [Theory]
    [InlineData(1000, "")]
    [InlineData(1001, "the server is going")]
    [InlineData(1008, LongestReason)]
    [InlineData(3000, "Grüße, 世界")]
    [InlineData(4999, "the last code")]
    public async Task The_client_learns_how_the_server_closed(int code, string reason)
    {
        using var server = new TestServer(_context);
        using DotNetClient client = await DotNetClient.OpenAsync(server.EndPoint, "close-on-request");
        await client.SendAsync($"{code} {reason}");

        Assert.Equal((code, reason), await client.ReceiveCloseAsync());
        SessionEnd end = TheEnd(server);
        Assert.Equal((code, true, false), (end.Code, end.IsClean, end.ByPeer));
    }

    [Fact]
    public async Task An_aborted_client_ends_with_1006()
    {
        using var server = new TestServer(_context);
        using DotNetClient client = await DotNetClient.OpenAsync(server.EndPoint);
        await AssertEchoAsync(client, "open");
        client.Abort();
        Assert.Equal(new SessionEnd(1006, "", IsClean: false, ByPeer: true), TheEnd(server));
    }

    [Fact]
    public async Task Clients_of_a_stopping_server_get_1001()
    {
        using var server = new TestServer(_context);
        DotNetClient[] clients = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => DotNetClient.OpenAsync(server.EndPoint)));
        Task stopping = Task.Run(server.Stop);
        foreach (DotNetClient client in clients)
        {
            Assert.Equal(1001, (await client.ReceiveCloseAsync()).Code);
            client.Dispose();
        }

        await stopping;
        Assert.All(_context.Ends, end => Assert.Equal((1001, true, false), (end.Code, end.IsClean, end.ByPeer)));
        Assert.Equal(clients.Length, _context.Ends.Count);
    }

    [Fact]
    public async Task Fifty_clients_at_once_get_their_own_messages()
    {
        using var server = new TestServer(_context);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(async number =>
        {
            using DotNetClient client = await DotNetClient.OpenAsync(server.EndPoint);
            for (int i = 0; i < 200; i++)
                await AssertEchoAsync(client, $"message {i} of client {number}");
            await client.CloseAsync();
        }));

        Assert.All(_context.Ends, end => Assert.Equal(1000, end.Code));
        server.EventuallyAtBaseline();
        Assert.Equal(50, _context.Ends.Count);
    }

    [Fact]
    public async Task IPv6_is_served()
    {
        IPEndPoint loopback = _context.Listen("::1", 0);
        using var server = new TestServer(_context);
        using DotNetClient client = await DotNetClient.OpenAsync(loopback);
        await AssertEchoAsync(client, "over IPv6");
    }

    [Fact]
    public async Task One_dual_stack_listener_serves_IPv6_and_IPv4()
    {
        int port = _context.Listen("::", 0).Port;
        using var server = new TestServer(_context);
        foreach (IPAddress address in new[] { IPAddress.IPv6Loopback, IPAddress.Loopback })
        {
            using DotNetClient client = await DotNetClient.OpenAsync(new IPEndPoint(address, port));
            await AssertEchoAsync(client, $"over {address}");
        }
    }

    private static byte[] Payload(WebSocketMessageType type, int length)
    {
        byte[] payload = new byte[length];
        if (type == WebSocketMessageType.Binary)
            new Random(length).NextBytes(payload);
        else
            FillWithText(payload);
        return payload;
    }

    // Characters of three bytes, so that lengths and cuts fall inside characters; what is left over is ASCII.
    private static void FillWithText(Span<byte> payload)
    {
        for (; payload.Length >= 3; payload = payload[3..])
            "€"u8.CopyTo(payload);
        payload.Fill((byte)'e');
    }

    private static async Task AssertEchoAsync(DotNetClient client, string text)
    {
        await client.SendAsync(text);
        await AssertReceivesAsync(client, WebSocketMessageType.Text, Encoding.UTF8.GetBytes(text));
    }

    private static async Task AssertReceivesAsync(DotNetClient client, WebSocketMessageType type, byte[] payload)
    {
        (WebSocketMessageType actualType, byte[] actual) = await client.ReceiveAsync();
        Assert.Equal(type, actualType);
        Assert.Equal(payload.Length, actual.Length);
        Assert.True(payload.AsSpan().SequenceEqual(actual), $"A message of {payload.Length} bytes came back changed.");
    }

    private SessionEnd TheEnd(TestServer server)
    {
        server.Eventually(() => !_context.Ends.IsEmpty, "the end of the session");
        server.EventuallyAtBaseline();
        return Assert.Single(_context.Ends);
    }
}

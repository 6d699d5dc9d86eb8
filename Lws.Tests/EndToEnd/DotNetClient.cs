using System.Net;
using System.Net.WebSockets;
using System.Text;

namespace Lws.Tests.EndToEnd;

/// <summary><see cref="ClientWebSocket"/> with whole messages, and a limit to every wait.</summary>
internal sealed class DotNetClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _end = new(Patience);

    public WebSocketState State => _socket.State;

    public string? Subprotocol => _socket.SubProtocol;

    public HttpStatusCode HttpStatus => _socket.HttpStatusCode;

    public (int? Code, string? Reason) CloseStatus => ((int?)_socket.CloseStatus, _socket.CloseStatusDescription);

    public static Task<DotNetClient> OpenAsync(IPEndPoint endPoint, params string[] subprotocols) => OpenAsync(endPoint, options =>
    {
        foreach (string subprotocol in subprotocols)
            options.AddSubProtocol(subprotocol);
    });

    public static async Task<DotNetClient> OpenAsync(IPEndPoint endPoint, Action<ClientWebSocketOptions> configure)
    {
        var client = new DotNetClient();
        configure(client._socket.Options);
        await client.ConnectAsync(new Uri($"ws://{endPoint}/"));
        return client;
    }

    public Task ConnectAsync(Uri address)
    {
        _socket.Options.CollectHttpResponseDetails = true;
        return _socket.ConnectAsync(address, _end.Token);
    }

    public Task SendAsync(string text) => SendAsync(WebSocketMessageType.Text, Encoding.UTF8.GetBytes(text));

    public async Task SendAsync(WebSocketMessageType type, ReadOnlyMemory<byte> payload, bool isLast = true) =>
        await _socket.SendAsync(payload, type, isLast, _end.Token);

    /// <summary>The next message to its end; <see cref="WebSocketMessageType.Close"/> for the server's close frame.</summary>
    public async Task<(WebSocketMessageType Type, byte[] Payload)> ReceiveAsync()
    {
        using var message = new MemoryStream();
        byte[] buffer = new byte[65_536];
        while (true)
        {
            WebSocketReceiveResult piece = await _socket.ReceiveAsync(buffer, _end.Token);
            message.Write(buffer.AsSpan(0, piece.Count));
            if (piece.EndOfMessage)
                return (piece.MessageType, message.ToArray());
        }
    }

    /// <summary>Expects nothing but the server's close frame, and answers it.</summary>
    public async Task<(int? Code, string? Reason)> ReceiveCloseAsync()
    {
        (WebSocketMessageType type, _) = await ReceiveAsync();
        Xunit.Assert.Equal(WebSocketMessageType.Close, type);
        await _socket.CloseOutputAsync(_socket.CloseStatus!.Value, null, _end.Token);
        return CloseStatus;
    }

    /// <summary>As <see cref="ReceiveCloseAsync"/>, after any number of messages.</summary>
    public async Task<(int? Code, string? Reason)> SkipToCloseAsync()
    {
        WebSocketMessageType type;
        do
            (type, _) = await ReceiveAsync();
        while (type != WebSocketMessageType.Close);
        await _socket.CloseOutputAsync(_socket.CloseStatus!.Value, null, _end.Token);
        return CloseStatus;
    }

    /// <summary>Begins the close handshake and completes it.</summary>
    public Task CloseAsync(int code = 1000, string? reason = null) =>
        _socket.CloseAsync((WebSocketCloseStatus)code, reason, _end.Token);

    /// <summary>Ends the TCP connection without a close frame.</summary>
    public void Abort() => _socket.Abort();

    public void Dispose()
    {
        _socket.Dispose();
        _end.Dispose();
    }
}

using System.Net.WebSockets;

namespace Kestrel;

/// <summary>Echoes whole messages. Each connection keeps one buffer, as large as its largest message.</summary>
internal static class Echo
{
    private const int InitialLength = 4_096;
    private const int MaxMessageLength = 1 << 20;

    public static async Task ServeAsync(HttpContext http)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            http.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            return;
        }

        using WebSocket socket = await http.WebSockets.AcceptWebSocketAsync();
        try
        {
            await EchoAsync(socket, http.RequestAborted);
        }
        catch (WebSocketException)
        {
            // The client is gone.
        }
    }

    private static async Task EchoAsync(WebSocket socket, CancellationToken cancellation)
    {
        byte[] buffer = new byte[InitialLength];
        int length = 0;
        while (true)
        {
            ValueWebSocketReceiveResult received = await socket.ReceiveAsync(buffer.AsMemory(length), cancellation);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellation);
                return;
            }

            length += received.Count;
            if (received.EndOfMessage)
            {
                await socket.SendAsync(buffer.AsMemory(0, length), received.MessageType, endOfMessage: true, cancellation);
                length = 0;
            }
            else if (length == MaxMessageLength)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.MessageTooBig, null, cancellation);
                return;
            }
            else if (length == buffer.Length)
            {
                Array.Resize(ref buffer, length * 2);
            }
        }
    }
}

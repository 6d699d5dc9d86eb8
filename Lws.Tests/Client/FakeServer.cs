using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Lws.Tests.Client;

/// <summary>A listener of the framework's that answers one connection at a time with what a test tells it.</summary>
internal sealed class FakeServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> _accepted = [];

    public FakeServer()
    {
        _listener.Start();
    }

    public Uri Uri => new($"ws://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/chat?room=1");

    /// <summary>The head of the last request.</summary>
    public string Request { get; private set; } = "";

    /// <summary>A complete and correct response to a request.</summary>
    public static string Accepting(string request, string extra = "")
    {
        string key = request.Split("Sec-WebSocket-Key: ")[1].Split("\r\n")[0];
        byte[] accept = SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"));
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + $"Sec-WebSocket-Accept: {Convert.ToBase64String(accept)}\r\n{extra}\r\n";
    }

    /// <summary>Accepts once, reads a request and answers it; the bytes behind the response go out with it.</summary>
    public Task<NetworkStream> AnswerAsync(Func<string, string> response, params byte[] behind) => Task.Run(async () =>
    {
        TcpClient client = await _listener.AcceptTcpClientAsync();
        lock (_accepted)
            _accepted.Add(client);
        NetworkStream stream = client.GetStream();
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            var one = new byte[1];
            await stream.ReadExactlyAsync(one);
            head.Append((char)one[0]);
        }

        Request = head.ToString();
        await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(response(Request)), .. behind]);
        return stream;
    });

    public void Dispose()
    {
        _listener.Dispose();
        lock (_accepted)
            _accepted.ForEach(client => client.Dispose());
    }
}

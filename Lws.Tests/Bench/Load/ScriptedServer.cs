using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Lws.Tests.Bench.Load;

/// <summary>A WebSocket server that answers each message with what a script says, valid or not. It shares no code with the library.</summary>
internal sealed class ScriptedServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Script _script;
    private readonly byte[] _hello;

    /// <param name="script">What to answer with.</param>
    /// <param name="hello">What comes in one segment with the response to the upgrade.</param>
    public ScriptedServer(Script script, byte[]? hello = null)
    {
        _script = script;
        _hello = hello ?? [];
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <param name="message">The messages of a connection, counted from 0.</param>
    /// <param name="payload">Unmasked.</param>
    /// <returns>What to send, each in a call of its own; null closes the connection.</returns>
    public delegate IEnumerable<byte[]?> Script(int message, byte[] payload);

    public string Address => $"ws://{_listener.LocalEndpoint}/";

    /// <summary>Payloads of the pongs that came.</summary>
    public List<string> Pongs { get; } = [];

    /// <summary>What an echo server answers with.</summary>
    public static byte[] Echo(byte[] payload) => [0x82, (byte)payload.Length, .. payload];

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient client = await _listener.AcceptTcpClientAsync();
            client.NoDelay = true;
            _ = ServeAsync(client);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            NetworkStream stream = client.GetStream();
            await UpgradeAsync(stream);
            for (int message = 0; await ReadFrameAsync(stream) is var (opcode, payload); )
            {
                if (opcode == 10)
                {
                    Pongs.Add(Encoding.ASCII.GetString(payload));
                    continue;
                }

                foreach (byte[]? piece in _script(message++, payload))
                {
                    if (piece is null)
                        return;
                    await stream.WriteAsync(piece);
                }
            }
        }
    }

    private async Task UpgradeAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        string? key = null;
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            if (line.StartsWith("Sec-WebSocket-Key: ", StringComparison.Ordinal))
                key = line.Split(' ')[1];
        }

        string accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
        byte[] response = Encoding.ASCII.GetBytes(
            $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nsec-websocket-accept: {accept}\r\n\r\n");
        await stream.WriteAsync((byte[])[.. response, .. _hello]);
    }

    // Clients' frames are masked, and short in these tests.
    private static async Task<(int Opcode, byte[] Payload)> ReadFrameAsync(NetworkStream stream)
    {
        byte[] header = new byte[6];
        await stream.ReadExactlyAsync(header);
        byte[] payload = new byte[header[1] & 0x7F];
        await stream.ReadExactlyAsync(payload);
        for (int i = 0; i < payload.Length; i++)
            payload[i] ^= header[2 + (i & 3)];
        return (header[0] & 0x0F, payload);
    }
}

using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Lws.Tests.Bench.Attacks;

/// <summary>
/// An echo server with faults, each of which is a row of the attack runner: it answers 101 to whatever ends in an empty line, takes frames
/// without a mask, believes every length, closes TCP without a word upon an unknown opcode, and refuses bad control frames by 1003.
/// </summary>
internal sealed class CarelessServer : IDisposable
{
    private const string AcceptGuid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private const int ProtocolError = 1002;
    private const int Unsupported = 1003;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public CarelessServer()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync();
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                return;
            }

            new Thread(() => Serve(client)) { IsBackground = true }.Start();
        }
    }

    private static void Serve(TcpClient client)
    {
        using (client)
        {
            try
            {
                client.NoDelay = true;
                Stream stream = client.GetStream();
                AcceptAnything(stream);
                while (EchoFrame(stream))
                {
                }
            }
            catch (IOException)
            {
                // The client has gone.
            }
        }
    }

    private static void AcceptAnything(Stream stream)
    {
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            head.Append((char)ReadByte(stream));
        string key = head.ToString().Split("\r\n").FirstOrDefault(line => line.StartsWith("Sec-WebSocket-Key: ", StringComparison.Ordinal)) ?? "";
        string accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key.Replace("Sec-WebSocket-Key: ", "") + AcceptGuid)));
        stream.Write(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"));
    }

    /// <returns>False when the connection is to end.</returns>
    private static bool EchoFrame(Stream stream)
    {
        int first = ReadByte(stream);
        int second = ReadByte(stream);
        ulong length = (ulong)(second & 0x7F) switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(Read(stream, 2)),
            127 => BinaryPrimitives.ReadUInt64BigEndian(Read(stream, 8)),
            ulong small => small,
        };
        byte[] mask = (second & 0x80) != 0 ? Read(stream, 4) : new byte[4];
        if ((first & 0x0F) is (> 2 and < 8) or > 10)
            return false;
        if ((first & 0x08) != 0 && (length > 125 || first < 0x80))
            return Close(stream, Unsupported);
        if ((first & 0x70) != 0 || first < 0x80)
            return Close(stream, ProtocolError);

        // Only what comes is held, for the sake of the tests; that it is waited for is the fault.
        byte[] payload = Read(stream, checked((int)Math.Min(length, 1 << 20)));
        for (int index = 0; index < payload.Length; index++)
            payload[index] ^= mask[index & 3];
        int answer = (first & 0x0F) == 0x9 ? 0x8A : first;
        stream.Write([(byte)answer, (byte)Math.Min(payload.Length, 126)]);
        if (payload.Length > 125)
            stream.Write([(byte)(payload.Length >> 8), (byte)payload.Length]);
        stream.Write(payload);
        return (first & 0x0F) != 0x8;
    }

    private static bool Close(Stream stream, int code)
    {
        stream.Write([0x88, 2, (byte)(code >> 8), (byte)code]);
        return false;
    }

    private static int ReadByte(Stream stream)
    {
        int value = stream.ReadByte();
        return value >= 0 ? value : throw new EndOfStreamException();
    }

    private static byte[] Read(Stream stream, int count)
    {
        var bytes = new byte[count];
        stream.ReadExactly(bytes);
        return bytes;
    }
}

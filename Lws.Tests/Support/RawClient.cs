using System.Buffers.Binary;
using System.Net.Sockets;
using System.Net;
using System.Text;
using Xunit;

namespace Lws.Tests.Support;

/// <summary>A TCP client that says what it is told, valid or not, and shows what comes back. It shares no code with the library.</summary>
internal sealed class RawClient : IDisposable
{
    private const int PatienceMilliseconds = 20_000;

    private readonly List<byte> _received = [];

    public RawClient(IPEndPoint endPoint)
    {
        Socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            ReceiveTimeout = PatienceMilliseconds,
            SendTimeout = PatienceMilliseconds,
        };
        Socket.Connect(endPoint);
    }

    public Socket Socket { get; }

    public const string Key = "dGhlIHNhbXBsZSBub25jZQ==";

    public static string Request(string path = "/", string? subprotocol = null, string extra = "") =>
        $"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + $"Sec-WebSocket-Key: {Key}\r\nSec-WebSocket-Version: 13\r\n"
        + (subprotocol is null ? "" : $"Sec-WebSocket-Protocol: {subprotocol}\r\n") + extra + "\r\n";

    /// <summary>A frame as a client sends it; the length is written in its shortest form.</summary>
    public static byte[] Frame(int opcode, ReadOnlySpan<byte> payload, bool final = true, uint mask = 0x1234_5678)
    {
        byte[] key = BitConverter.GetBytes(mask);
        List<byte> frame = [(byte)((final ? 0x80 : 0) | opcode)];
        if (payload.Length <= 125)
            frame.Add((byte)(0x80 | payload.Length));
        else if (payload.Length <= 0xFFFF)
            frame.AddRange([0xFE, (byte)(payload.Length >> 8), (byte)payload.Length]);
        else
            frame.AddRange([0xFF, 0, 0, 0, 0, (byte)(payload.Length >> 24), (byte)(payload.Length >> 16), (byte)(payload.Length >> 8), (byte)payload.Length]);
        frame.AddRange(key);
        for (int i = 0; i < payload.Length; i++)
            frame.Add((byte)(payload[i] ^ key[i & 3]));
        return [.. frame];
    }

    public static byte[] TextFrame(string text, bool final = true) => Frame(0x1, Encoding.UTF8.GetBytes(text), final);

    public static byte[] CloseFrame(int code, string reason = "")
    {
        var payload = new byte[2 + Encoding.UTF8.GetByteCount(reason)];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)code);
        Encoding.UTF8.GetBytes(reason, payload.AsSpan(2));
        return Frame(0x8, payload);
    }

    public void Send(params byte[][] pieces)
    {
        foreach (byte[] piece in pieces)
            Socket.Send(piece);
    }

    public void Send(string text) => Send(Encoding.Latin1.GetBytes(text));

    /// <summary>Sends a valid upgrade request and checks that it is accepted.</summary>
    /// <returns>The response's head.</returns>
    public string Upgrade(string path = "/", string? subprotocol = null, string extra = "")
    {
        Send(Request(path, subprotocol, extra));
        string head = ReadHead();
        Assert.StartsWith("HTTP/1.1 101 ", head, StringComparison.Ordinal);
        return head;
    }

    /// <summary>Reads up to and including the empty line.</summary>
    public string ReadHead()
    {
        while (true)
        {
            string text = Encoding.Latin1.GetString([.. _received]);
            int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0)
            {
                _received.RemoveRange(0, end + 4);
                return text[..(end + 4)];
            }

            Assert.True(Receive(), $"The connection ended inside a head: {text}");
        }
    }

    /// <summary>The next frame from the server, which must be unmasked and without reserved bits, but for one that is expected.</summary>
    public (int Opcode, bool Final, byte[] Payload) ReadFrame(int reserved = 0)
    {
        Need(2);
        Assert.Equal(reserved, _received[0] & 0x70);
        Assert.Equal(0, _received[1] & 0x80);
        int length = _received[1];
        int header = 2;
        if (length == 126)
        {
            Need(4);
            header = 4;
            length = (_received[2] << 8) | _received[3];
        }
        else if (length == 127)
        {
            Need(10);
            header = 10;
            length = checked((int)BinaryPrimitives.ReadInt64BigEndian(_received.GetRange(2, 8).ToArray()));
        }

        Need(header + length);
        (int, bool, byte[]) frame = (_received[0] & 0x0F, (_received[0] & 0x80) != 0, _received.GetRange(header, length).ToArray());
        _received.RemoveRange(0, header + length);
        return frame;
    }

    public string ReadText()
    {
        (int opcode, bool final, byte[] payload) = ReadFrame();
        Assert.Equal(0x1, opcode);
        Assert.True(final);
        return Encoding.UTF8.GetString(payload);
    }

    /// <summary>Expects a close frame, then the end of the TCP connection.</summary>
    /// <returns>The close code, 1005 where the frame had none.</returns>
    public int ReadClose()
    {
        (int opcode, _, byte[] payload) = ReadFrame();
        Assert.Equal(0x8, opcode);
        AssertEnd();
        return payload.Length == 0 ? 1005 : BinaryPrimitives.ReadUInt16BigEndian(payload);
    }

    /// <summary>Expects nothing more but the end of the TCP connection.</summary>
    public void AssertEnd()
    {
        Assert.Empty(_received);
        Assert.False(Receive(), "Bytes arrived where the connection was to end.");
    }

    /// <summary>All that arrives until the end of the TCP connection, as Latin-1.</summary>
    public string ReadToEnd()
    {
        while (Receive())
        {
        }

        return Encoding.Latin1.GetString([.. _received]);
    }

    /// <summary>Ends the connection by a reset.</summary>
    public void Reset()
    {
        Socket.LingerState = new LingerOption(true, 0);
        Socket.Dispose();
    }

    public void Dispose() => Socket.Dispose();

    private void Need(int count)
    {
        while (_received.Count < count)
            Assert.True(Receive(), "The connection ended inside a frame.");
    }

    private bool Receive()
    {
        var buffer = new byte[65_536];
        try
        {
            int count = Socket.Receive(buffer);
            _received.AddRange(buffer.AsSpan(0, count));
            return count > 0;
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionReset)
        {
            return false;
        }
    }
}

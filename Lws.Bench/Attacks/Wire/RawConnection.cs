using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Lws.Bench.Attacks.Wire;

/// <summary>
/// A TCP connection that says what it is told, lawful or not, and reads what comes back. It shares no code with the library. No call
/// waits longer than <see cref="Patience"/> allows, and no server makes it hold more than one buffer.
/// </summary>
internal sealed class RawConnection : IDisposable
{
    /// <summary>A longer payload, in bytes, is read and dropped.</summary>
    public const int LongestKept = 128 * 1024;

    private const int LongestHead = 64 * 1024;
    private const int LongestHeader = 10;

    private readonly Socket _socket;
    private readonly Patience _patience;
    private byte[] _buffer = [];
    private int _start;
    private int _end;

    private RawConnection(Socket socket, Patience patience)
    {
        _socket = socket;
        _patience = patience;
    }

    /// <summary>The server has ended the TCP connection, and all that it sent before has been read.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>It ended by a reset.</summary>
    public bool WasReset { get; private set; }

    /// <summary>
    /// Connects. The kernel holds about <paramref name="receiveBuffer"/> bytes for a client that does not read; 0 leaves it the choice.
    /// </summary>
    /// <exception cref="SocketException">The server has not accepted in time.</exception>
    public static RawConnection Connect(IPEndPoint server, Patience patience, int receiveBuffer = 0)
    {
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (receiveBuffer > 0)
            socket.ReceiveBufferSize = receiveBuffer;
        try
        {
            using var timeout = new CancellationTokenSource(patience.Answer);
            socket.ConnectAsync(server, timeout.Token).AsTask().GetAwaiter().GetResult();
            socket.Blocking = false;
            return new RawConnection(socket, patience);
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            throw new SocketException((int)SocketError.TimedOut);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends all of it, waiting while the server takes nothing.</summary>
    public SendEnd Send(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            int count = _socket.Send(bytes, SocketFlags.None, out SocketError error);
            if (error is not (SocketError.Success or SocketError.WouldBlock))
                return SendEnd.Ended;
            if (error == SocketError.WouldBlock && !_socket.Poll(_patience.Answer, SelectMode.SelectWrite))
                return SendEnd.Blocked;
            bytes = bytes[(error == SocketError.Success ? count : 0)..];
        }

        return SendEnd.Sent;
    }

    public SendEnd Send(string text) => Send(Encoding.Latin1.GetBytes(text));

    /// <summary>The server has sent something, or ended the connection, within this time.</summary>
    public bool HasAnswered(TimeSpan wait) => _end > _start || HasEnded || _socket.Poll(_patience.AtMost(wait), SelectMode.SelectRead);

    /// <summary>The next head; null when the connection ended or no whole head came in time.</summary>
    public ResponseHead? ReadHead()
    {
        do
        {
            int length = _buffer.AsSpan(_start, _end - _start).IndexOf("\r\n\r\n"u8);
            if (length >= 0)
                return new ResponseHead(Encoding.Latin1.GetString(Take(length + 4)));
        }
        while (_end - _start < LongestHead && Receive());
        return null;
    }

    /// <summary>The next frame; null when the connection ended or no whole frame came in time.</summary>
    /// <exception cref="InvalidDataException">The server masks its frames.</exception>
    public ServerFrame? ReadFrame()
    {
        if (!Need(2))
            return null;
        byte first = _buffer[_start];
        byte second = _buffer[_start + 1];
        if ((second & 0x80) != 0)
            throw new InvalidDataException("the server masked a frame");
        int header = second switch { 126 => 4, 127 => LongestHeader, _ => 2 };
        if (!Need(header))
            return null;
        long length = header switch
        {
            4 => BinaryPrimitives.ReadUInt16BigEndian(_buffer.AsSpan(_start + 2)),
            LongestHeader => BinaryPrimitives.ReadInt64BigEndian(_buffer.AsSpan(_start + 2)),
            _ => second,
        };
        bool isKept = length <= LongestKept;
        if (isKept ? !Need(header + (int)length) : !Skip(header + length))
            return null;
        byte[] payload = isKept ? Take(header + (int)length)[header..] : [];
        return new ServerFrame(first & 0x0F, (first & 0x80) != 0, (first & ClientFrame.Reserved1) != 0, length, payload);
    }

    /// <summary>Reads and drops what comes until the connection ends; false when nothing came for as long as an answer may take.</summary>
    public bool ReadToEnd()
    {
        do
            _start = _end;
        while (Receive());
        return HasEnded;
    }

    /// <summary>Ends our direction.</summary>
    public void HalfClose()
    {
        if (!HasEnded)
            _socket.Shutdown(SocketShutdown.Send);
    }

    /// <summary>Ends the connection by a reset.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Dispose();
    }

    public void Dispose() => _socket.Dispose();

    private bool Need(int count)
    {
        while (_end - _start < count)
        {
            if (!Receive())
                return false;
        }

        return true;
    }

    private bool Skip(long count)
    {
        while (count > _end - _start)
        {
            count -= _end - _start;
            _start = _end;
            if (!Receive())
                return false;
        }

        _start += (int)count;
        return true;
    }

    private byte[] Take(int count)
    {
        byte[] taken = _buffer.AsSpan(_start, count).ToArray();
        _start += count;
        return taken;
    }

    private bool Receive()
    {
        if (HasEnded || _patience.IsOver || !_socket.Poll(_patience.Answer, SelectMode.SelectRead))
            return false;
        MakeRoom();
        int count = _socket.Receive(_buffer.AsSpan(_end), SocketFlags.None, out SocketError error);
        if (error == SocketError.WouldBlock)
            return true;
        WasReset = error != SocketError.Success;
        HasEnded = WasReset || count == 0;
        _end += count;
        return !HasEnded;
    }

    private void MakeRoom()
    {
        if (_start == _end)
            _start = _end = 0;
        if (_end < _buffer.Length)
            return;
        byte[] room = _start > 0 ? _buffer : new byte[_buffer.Length == 0 ? 4_096 : LongestKept + LongestHead];
        Buffer.BlockCopy(_buffer, _start, room, 0, _end - _start);
        (_buffer, _start, _end) = (room, 0, _end - _start);
    }
}

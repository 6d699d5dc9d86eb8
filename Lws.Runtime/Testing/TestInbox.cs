using System.Buffers;
using System.Text;
using Lws.Framing;

namespace Lws.Testing;

/// <summary>What a <see cref="TestClient"/> has received: the response's head, then messages and control frames.</summary>
internal sealed class TestInbox
{
    private readonly ByteQueue _received = new();
    private readonly ArrayBufferWriter<byte> _message = new();
    private FrameReader _reader;

    /// <summary>The response's head to its empty line; empty until it has come.</summary>
    public string Head { get; private set; } = "";

    /// <summary>The status of the response; 0 until it has come.</summary>
    public int Status => Head.Length == 0 ? 0 : int.Parse(Head.AsSpan("HTTP/1.1 ".Length, 3));

    /// <summary>What follows a response that is no upgrade.</summary>
    public string Body { get; private set; } = "";

    public Queue<TestMessage> Messages { get; } = [];

    /// <summary>Payloads of pings that are to be answered.</summary>
    public Queue<byte[]> Pings { get; } = [];

    public int PingCount { get; private set; }

    public int PongCount { get; private set; }

    /// <summary>The code of the server's close frame; None until it has come.</summary>
    public CloseCode CloseCode { get; private set; }

    public string CloseReason { get; private set; } = "";

    public void Receive(ReadOnlySpan<byte> bytes)
    {
        _received.Put(bytes);
        if (Head.Length == 0)
            ReadHead();
        if (Status == 101)
            ReadFrames();
        else if (Head.Length > 0)
            ReadBody();
    }

    private void ReadHead()
    {
        int end = _received.Waiting.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return;
        end += "\r\n\r\n".Length;
        Head = Encoding.Latin1.GetString(_received.Waiting[..end]);
        _received.Take(end);
    }

    private void ReadBody()
    {
        Body += Encoding.UTF8.GetString(_received.Waiting);
        _received.Take(_received.Count);
    }

    private void ReadFrames()
    {
        Span<byte> input = _received.Waiting;
        while (true)
        {
            ReadStatus status = _reader.Read(ref input, masked: false, int.MaxValue, FrameReader.NotDeflated, out FramePart part, out ProtocolError error);
            if (status == ReadStatus.Invalid)
                throw new InvalidOperationException($"The context has sent what is no frame: {error.Text}");
            if (status == ReadStatus.NeedMoreData)
                break;
            if (status == ReadStatus.Data)
                ReadData(part);
            else
                ReadControl(part);
        }

        _received.Take(_received.Count - input.Length);
    }

    private void ReadData(FramePart part)
    {
        _message.Write(part.Payload);
        if (!part.IsMessageEnd)
            return;
        Messages.Enqueue(new TestMessage((MessageKind)part.Opcode, _message.WrittenSpan.ToArray()));
        _message.Clear();
    }

    private void ReadControl(FramePart part)
    {
        if (part.Opcode == Opcode.Ping)
        {
            PingCount++;
            Pings.Enqueue(part.Payload.ToArray());
        }
        else if (part.Opcode == Opcode.Pong)
        {
            PongCount++;
        }
        else
        {
            ClosePayload.Read(part.Payload, out CloseCode code, out ReadOnlySpan<byte> reason);
            CloseCode = code;
            CloseReason = Encoding.UTF8.GetString(reason);
        }
    }
}

using System.Text;
using Lws.Framing;

namespace Lws.Testing;

/// <summary>
/// A client in a test, connected to a context without a socket. It says what it is told, valid or not; what it asks back of the
/// context has the context run first, until nothing is left to do.
/// </summary>
/// <remarks>The host's thread. Sending by itself runs nothing: what is sent before the next question arrives together.</remarks>
public sealed class TestClient
{
    // Masking is against caches between client and server (RFC 6455 10.3), of which there are none here.
    private const uint MaskingKey = 0x3D21_FA37;

    private readonly LwsTestHost _host;
    private readonly TestWire _wire;
    private readonly TestInbox _inbox = new();
    private bool _hasSentClose;
    private bool _hasEnded;

    internal TestClient(LwsTestHost host, TestWire wire)
    {
        _host = host;
        _wire = wire;
    }

    /// <summary>Whether it takes what the context sends. Without that, sends of the context wait once <see cref="Window"/> bytes are
    /// under way, and pings and closes stay unanswered. Default true.</summary>
    public bool IsReading { get; set; } = true;

    /// <summary>Whether it answers pings. Default true.</summary>
    public bool AnswersPings { get; set; } = true;

    /// <summary>How many bytes the context can send before the client takes some. Default 65,536.</summary>
    public int Window
    {
        get => _wire.Window;
        set => _wire.Window = value;
    }

    /// <summary>How many bytes arrive at once, at most: 1 cuts all that is sent into single bytes. Default without a limit.</summary>
    public int MaxPiece
    {
        get => _wire.MaxPiece;
        set => _wire.MaxPiece = value;
    }

    /// <summary>The status of the response: 101 for a session, or why it was refused; 0 while there is no answer.</summary>
    public int Status => Look().Status;

    /// <summary>The response's head, its empty line included; empty while there is no answer.</summary>
    public string ResponseHead => Look().Head;

    /// <summary>What follows the head of a response that is no upgrade.</summary>
    public string ResponseBody => Look().Body;

    /// <summary>The code of the context's close frame; <see cref="CloseCode.None"/> where none has come.</summary>
    public CloseCode CloseCode => Look().CloseCode;

    /// <summary>The reason in the context's close frame.</summary>
    public string CloseReason => Look().CloseReason;

    /// <summary>How many pings have come.</summary>
    public int PingCount => Look().PingCount;

    /// <summary>How many pongs have come.</summary>
    public int PongCount => Look().PongCount;

    /// <summary>Whether the context has ended the connection, with a close frame or without.</summary>
    public bool IsEnded
    {
        get
        {
            Look();
            return _wire.HasServerEnded;
        }
    }

    /// <summary>Sends a text message.</summary>
    public void Send(string text) => SendFrame(Opcode.Text, isFinal: true, Encoding.UTF8.GetBytes(text));

    /// <summary>Sends a message.</summary>
    public void Send(ReadOnlySpan<byte> payload, MessageKind kind = MessageKind.Binary) =>
        SendFrame((Opcode)kind, isFinal: true, payload);

    /// <summary>Sends a part of a message as a frame of its own.</summary>
    public void SendFragment(ReadOnlySpan<byte> payload, MessageKind kind, FragmentPosition position)
    {
        Opcode opcode = (position & FragmentPosition.First) != 0 ? (Opcode)kind : Opcode.Continuation;
        SendFrame(opcode, (position & FragmentPosition.Final) != 0, payload);
    }

    /// <summary>Sends a ping.</summary>
    public void Ping(ReadOnlySpan<byte> payload = default) => SendFrame(Opcode.Ping, isFinal: true, payload);

    /// <summary>Sends a pong.</summary>
    public void Pong(ReadOnlySpan<byte> payload = default) => SendFrame(Opcode.Pong, isFinal: true, payload);

    /// <summary>Begins the close handshake.</summary>
    /// <exception cref="ArgumentException">As of <see cref="Session.Close"/>.</exception>
    public void Close(CloseCode code = CloseCode.Normal, string reason = "")
    {
        byte[] bytes = Encoding.UTF8.GetBytes(reason);
        Session.CheckClose(code, bytes);
        _hasSentClose = true;
        Span<byte> payload = stackalloc byte[FrameBits.MaxSmallLength];
        SendFrame(Opcode.Close, isFinal: true, payload[..ClosePayload.Write(payload, code, bytes)]);
    }

    /// <summary>Sends bytes as they are, to show what a broken client meets.</summary>
    public void SendRaw(ReadOnlySpan<byte> bytes) => _wire.SendToServer(bytes);

    /// <summary>Ends the client's side in good order, without a close frame.</summary>
    public void End()
    {
        _hasEnded = true;
        _wire.EndByClient();
    }

    /// <summary>Ends the connection as a crash does, or a cut cable that is noticed.</summary>
    public void Reset()
    {
        _hasEnded = true;
        _wire.ResetByClient();
    }

    /// <summary>Takes the next message, if one has come.</summary>
    public bool TryReceive(out TestMessage message) => Look().Messages.TryDequeue(out message);

    /// <summary>Takes the next message, which must be text.</summary>
    /// <exception cref="InvalidOperationException">None has come, or it is binary.</exception>
    public string ReceiveText() => Receive(MessageKind.Text).Text;

    /// <summary>Takes the next message, which must be binary.</summary>
    /// <exception cref="InvalidOperationException">None has come, or it is text.</exception>
    public byte[] ReceiveBinary() => Receive(MessageKind.Binary).Payload.ToArray();

    /// <summary>Takes what the context has sent, and answers what is to be answered.</summary>
    /// <returns>Whether there was anything.</returns>
    internal bool Take()
    {
        if (!IsReading)
            return false;
        int count = _wire.ToClient.Count;
        if (count > 0)
        {
            _inbox.Receive(_wire.ToClient.Waiting);
            _wire.TakeFromServer(count);
        }

        return Answer() || count > 0;
    }

    private bool Answer()
    {
        bool hasAnswered = false;
        while (AnswersPings && _inbox.Pings.TryDequeue(out byte[]? payload))
        {
            Pong(payload);
            hasAnswered = true;
        }

        if (_inbox.CloseCode != CloseCode.None && !_hasSentClose)
        {
            Close(_inbox.CloseCode == CloseCode.NoStatus ? CloseCode.None : _inbox.CloseCode);
            hasAnswered = true;
        }

        if (!_wire.HasServerEnded || _hasEnded)
            return hasAnswered;
        End();
        return true;
    }

    private TestMessage Receive(MessageKind kind)
    {
        if (!TryReceive(out TestMessage message))
            throw new InvalidOperationException($"No message has come; {Explain()}");
        if (message.Kind != kind)
            throw new InvalidOperationException($"The message is {message.Kind}, {message.Payload.Length} bytes long.");
        return message;
    }

    private string Explain() => this switch
    {
        { IsReading: false } => "the client does not read.",
        { Status: 0 } => "the request is not answered.",
        { Status: not 101 } => $"the request was refused with {Status}.",
        { CloseCode: not CloseCode.None } => $"the context has closed the session with {(int)CloseCode} '{CloseReason}'.",
        { IsEnded: true } => "the context has cut the connection.",
        _ => "the context has nothing to do: does the handler send, or wait for time to pass?",
    };

    private TestInbox Look()
    {
        _host.Run();
        return _inbox;
    }

    private void SendFrame(Opcode opcode, bool isFinal, ReadOnlySpan<byte> payload)
    {
        var frame = new byte[FrameHeader.MaxLength + payload.Length];
        int length = FrameHeader.WriteMasked(frame, opcode, isFinal, payload.Length, MaskingKey);
        payload.CopyTo(frame.AsSpan(length));
        Masking.Apply(frame.AsSpan(length, payload.Length), MaskingKey);
        _wire.SendToServer(frame.AsSpan(0, length + payload.Length));
    }
}

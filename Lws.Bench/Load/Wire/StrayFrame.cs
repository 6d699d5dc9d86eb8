using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;

namespace Lws.Bench.Load.Wire;

/// <summary>A frame that is not the expected echo: a control frame, or a fault that is to have a name.</summary>
internal sealed class StrayFrame
{
    private const int MaxControlPayload = 125;
    private const int Length16 = 126;
    private const int Length64 = 127;

    private readonly byte[] _bytes = new byte[2 + 8 + MaxControlPayload];
    private readonly int _expectedLength;
    private int _count;

    /// <param name="begun">What came of it before it was found to be another one.</param>
    /// <param name="expectedLength">The payload of the echo that was due.</param>
    public StrayFrame(ReadOnlySpan<byte> begun, int expectedLength)
    {
        begun.CopyTo(_bytes);
        _count = begun.Length;
        _expectedLength = expectedLength;
    }

    /// <summary>What a complete one is to be answered with; null for nothing.</summary>
    public byte[]? Pong => Opcode == 9 ? ClientFrame.Write(ClientFrame.Pong, Payload) : null;

    private int Opcode => _bytes[0] & 0x0F;

    private int LengthCode => _bytes[1] & 0x7F;

    private int HeaderLength => LengthCode switch { Length16 => 4, Length64 => 10, _ => 2 };

    private ulong Length => LengthCode switch
    {
        Length16 => BinaryPrimitives.ReadUInt16BigEndian(_bytes.AsSpan(2)),
        Length64 => BinaryPrimitives.ReadUInt64BigEndian(_bytes.AsSpan(2)),
        _ => (ulong)LengthCode,
    };

    private ReadOnlySpan<byte> Payload => _bytes.AsSpan(HeaderLength, (int)Length);

    /// <summary>Takes the bytes that belong to it; true when it is complete and is no fault.</summary>
    /// <exception cref="LoadException">It is a fault, or the server's close frame.</exception>
    public bool TryComplete(ref ReadOnlySpan<byte> received)
    {
        while (!received.IsEmpty)
        {
            _bytes[_count++] = received[0];
            received = received[1..];
            if (_count < 2 || _count < HeaderLength)
                continue;
            if (_count == HeaderLength)
                CheckHeader();
            if (_count == HeaderLength + (int)Length)
            {
                CheckClose();
                return true;
            }
        }

        return false;
    }

    private void CheckHeader()
    {
        if ((_bytes[0] & 0x70) != 0)
            throw new LoadException("a frame has a reserved bit set, though no extension was agreed (RFC 6455 5.2)");
        if ((_bytes[1] & 0x80) != 0)
            throw new LoadException("a frame is masked, which a server's must not be (RFC 6455 5.1)");

        bool isFinal = (_bytes[0] & 0x80) != 0;
        if (Opcode is 8 or 9 or 10)
        {
            if (!isFinal || Length > MaxControlPayload)
                throw new LoadException("a control frame is fragmented or longer than 125 bytes (RFC 6455 5.5)");
            return;
        }

        if (!isFinal)
            throw new LoadException("an echo is fragmented, though the message was not");
        if (Opcode != 2)
            throw new LoadException($"a frame has opcode {Opcode} instead of 2 (binary)");
        if (HeaderLength != ClientFrame.Header(_bytes[0], (int)Math.Min(Length, int.MaxValue)).Length)
            throw new LoadException($"a frame states its length, {Length}, not in the shortest form (RFC 6455 5.2)");
        Debug.Assert(Length != (ulong)_expectedLength, "the frame differs from the echo that was due");
        throw new LoadException($"an echo has {Length} bytes instead of {_expectedLength}");
    }

    private void CheckClose()
    {
        if (Opcode != 8)
            return;
        string code = Payload.Length < 2 ? "no code" : $"code {BinaryPrimitives.ReadUInt16BigEndian(Payload)}";
        string reason = Payload.Length <= 2 ? "" : $" ({Encoding.UTF8.GetString(Payload[2..])})";
        throw new LoadException($"the server sent a close frame with {code}{reason}");
    }
}

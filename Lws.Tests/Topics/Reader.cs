using System.Text;
using Lws.Interop;
using Lws.Streams;
using Lws.Tests.Sending;
using Xunit;

namespace Lws.Tests.Topics;

/// <summary>A peer in memory: takes as many bytes as it is told to, and says what it is told to say.</summary>
internal sealed class Reader : ByteStream
{
    private readonly Queue<byte[]> _toReceive = [];
    private readonly List<byte> _taken = [];
    private int _room = int.MaxValue;

    public SessionHandle Handle { get; set; }

    public int Slot { get; set; }

    /// <summary>Whether the context has closed the connection.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>How often bytes were sent to it: what would be system calls.</summary>
    public int Sends { get; private set; }

    /// <summary>How many bytes it has taken.</summary>
    public int Position { get; private set; }

    /// <summary>If set, all that it is to take, in the end: what it takes is compared and not kept.</summary>
    public ReadOnlyMemory<byte>? Expected { get; init; }

    /// <summary>How many more bytes it takes.</summary>
    public int Room
    {
        get => _room;
        set
        {
            _room = value;
            Changed();
        }
    }

    /// <summary>The payloads of the data frames that it has taken since the last call, as text.</summary>
    public string[] TakeTexts() =>
        [.. TakeFrames().Where(frame => frame.Opcode < 8).Select(frame => Encoding.UTF8.GetString(frame.Payload))];

    /// <summary>The frames that it has taken since the last call, of which none is cut.</summary>
    public List<(int Opcode, bool Final, byte[] Payload)> TakeFrames()
    {
        var frames = SlowReader.Frames([.. _taken]);
        _taken.Clear();
        return frames;
    }

    /// <summary>Bytes arrive from it; none stand for FIN.</summary>
    public void Say(params byte[] bytes)
    {
        _toReceive.Enqueue(bytes);
        Changed();
    }

    public override EpollReadiness ReadinessFor(EpollInterest interest)
    {
        EpollReadiness readiness = _toReceive.Count > 0 ? EpollReadiness.Receive : EpollReadiness.None;
        if (_room > 0)
            readiness |= EpollReadiness.Send;
        return readiness & (EpollReadiness)interest;
    }

    public override SysResult Receive(Span<byte> buffer)
    {
        if (!_toReceive.TryDequeue(out byte[]? bytes))
            return SysResult.NotNow;
        bytes.CopyTo(buffer);
        return SysResult.Success(bytes.Length);
    }

    public override SysResult Send(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third)
    {
        Sends++;
        int taken = Take(first) + Take(second) + Take(third);
        return taken == 0 && first.Length > 0 ? SysResult.NotNow : SysResult.Success(taken);
    }

    public override void SendFin()
    {
    }

    public override void Close() => IsClosed = true;

    private int Take(ReadOnlySpan<byte> piece)
    {
        piece = piece[..Math.Min(piece.Length, _room)];
        if (_room != int.MaxValue)
            _room -= piece.Length;
        if (Expected is { } expected)
            Assert.True(expected.Span.Slice(Position, piece.Length).SequenceEqual(piece), $"Other bytes came than expected, from {Position} on.");
        else
            _taken.AddRange(piece);
        Position += piece.Length;
        return piece.Length;
    }
}

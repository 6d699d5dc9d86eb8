using System.Runtime.InteropServices;
using Lws.Framing;
using Xunit;

namespace Lws.Tests.Framing;

/// <summary>
/// What a <see cref="FrameReader"/> makes of a stream, a line an event: a message (its frames, its payload), a control frame, the
/// error that ended it, and last what was left. The lines do not depend on how the stream was cut.
/// </summary>
internal sealed class FrameEvents(bool masked, long maxMessage)
{
    private readonly List<string> _lines = [];
    private readonly List<byte> _message = [];
    private FrameReader _reader;
    private int _frames;
    private byte[] _left = [];

    public static string Of(IEnumerable<Memory<byte>> pieces, bool masked, long maxMessage = long.MaxValue)
    {
        var events = new FrameEvents(masked, maxMessage);
        foreach (Memory<byte> piece in pieces)
            if (!events.Append(piece))
                break;
        return events.End();
    }

    public static string Message(string opcode, int frames, byte[] payload) => $"{opcode} of {frames}: {Convert.ToHexString(payload)}";

    public static string Unfinished(int frames, byte[] payload) => $"unfinished, {frames}: {Convert.ToHexString(payload)}";

    private bool Append(Memory<byte> piece)
    {
        Span<byte> input = _left.Length == 0 ? piece.Span : [.. _left, .. piece.Span];
        while (true)
        {
            byte[] inputBefore = input.ToArray();
            FrameReader readerBefore = _reader;
            long allowance = maxMessage - _message.Count;
            Span<byte> rest = [.. input];
            bool isWhole = _reader.TryReadMessage(
                ref rest, masked, (int)Math.Min(allowance, int.MaxValue), out Opcode opcode, out Span<byte> payload);
            ReadStatus status = _reader.Read(ref input, masked, allowance, FrameReader.NotDeflated, out FramePart part, out ProtocolError error);
            Assert.Equal(status == ReadStatus.Invalid, error != ProtocolError.None);
            Assert.Equal(isWhole, status == ReadStatus.Data && part.IsMessageStart && part.IsMessageEnd && part.Payload.Length <= ushort.MaxValue);
            if (isWhole)
                AssertSame(part, input, opcode, payload, rest);
            switch (status)
            {
                case ReadStatus.Data:
                    TakeData(part, readerBefore);
                    break;
                case ReadStatus.Control:
                    Assert.True(StateOf(ref _reader).SequenceEqual(StateOf(ref readerBefore)), "A control frame changed the state.");
                    Assert.Equal((true, false, false), (part.IsFrameStart, part.IsMessageStart, part.IsMessageEnd));
                    _lines.Add(Message(part.Opcode.ToString(), 1, part.Payload.ToArray()));
                    break;
                case ReadStatus.Invalid:
                    _lines.Add(error.ToString());
                    return false;
                default:
                    Assert.True(input.SequenceEqual(inputBefore), "NeedMoreData consumed or changed its input.");
                    Assert.True(StateOf(ref _reader).SequenceEqual(StateOf(ref readerBefore)), "NeedMoreData changed the state.");
                    _left = inputBefore;
                    return true;
            }
        }
    }

    // The hot path takes what the other one would have taken, and nothing else.
    private static void AssertSame(in FramePart part, ReadOnlySpan<byte> left, Opcode opcode, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> rest)
    {
        Assert.Equal(part.Opcode, opcode);
        Assert.True(part.Payload.SequenceEqual(payload), "The hot path reads another payload.");
        Assert.True(left.SequenceEqual(rest), "The hot path consumes something else.");
    }

    private void TakeData(in FramePart part, in FrameReader before)
    {
        Assert.Equal(!before.IsInMessage, part.IsMessageStart);
        Assert.Equal(!before.IsInFrame, part.IsFrameStart);
        Assert.Equal(!_reader.IsInMessage, part.IsMessageEnd);
        Assert.True(part.Opcode is Opcode.Text or Opcode.Binary);
        Assert.False(before.IsInFrame && part.Payload.IsEmpty, "A part without progress.");

        _message.AddRange(part.Payload);
        _frames += part.IsFrameStart ? 1 : 0;
        if (!part.IsMessageEnd)
            return;
        _lines.Add(Message(part.Opcode.ToString(), _frames, [.. _message]));
        _message.Clear();
        _frames = 0;
    }

    private string End()
    {
        _lines.Add(Unfinished(_frames, [.. _message]));
        return string.Join('\n', _lines);
    }

    private static Span<byte> StateOf(ref FrameReader reader) => MemoryMarshal.AsBytes(new Span<FrameReader>(ref reader));
}

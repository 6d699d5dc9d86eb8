using BenchmarkDotNet.Attributes;
using Lws.Framing;

namespace Lws.Bench.Micro.Framing;

/// <summary>One data frame out of received bytes, unmasked in place where it is masked.</summary>
/// <remarks>Read again, the payload is masked again: that takes as long, and nothing has to be copied between the two.</remarks>
public class FrameReadBenchmarks
{
    private byte[] _frame = [];
    private bool _masked;

    [Params(20, 1_024, 65_536)]
    public int Payload { get; set; }

    [Params(Role.Server, Role.Client)]
    public Role Reader { get; set; }

    [GlobalSetup]
    public void Write()
    {
        byte[] payload = Payloads.Binary(Payload);
        _masked = Reader == Role.Server;
        _frame = _masked ? Frames.Masked(Opcode.Binary, payload) : Frames.Unmasked(Opcode.Binary, payload);
    }

    [Benchmark]
    public int Whole()
    {
        FrameReader reader = default;
        return Read(ref reader, _frame);
    }

    /// <summary>The second half arrives after the first.</summary>
    [Benchmark]
    public int InTwoParts()
    {
        FrameReader reader = default;
        int half = _frame.Length / 2;
        return Read(ref reader, _frame.AsSpan(0, half)) + Read(ref reader, _frame.AsSpan(half));
    }

    private int Read(ref FrameReader reader, Span<byte> input)
    {
        ReadStatus status = reader.Read(ref input, _masked, long.MaxValue, FrameReader.NotDeflated, out FramePart part, out _);
        return status == ReadStatus.Data ? part.Payload.Length : throw new InvalidOperationException("The frame is not read.");
    }
}

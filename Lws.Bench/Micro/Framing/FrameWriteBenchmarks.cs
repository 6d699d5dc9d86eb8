using BenchmarkDotNet.Attributes;
using Lws.Framing;

namespace Lws.Bench.Micro.Framing;

/// <summary>One frame into an output buffer: the header, a copy of the payload and, for a client, its masking.</summary>
public class FrameWriteBenchmarks
{
    private const uint Key = 0x1234_5678;

    private byte[] _payload = [];
    private byte[] _output = [];

    [Params(20, 1_024, 65_536)]
    public int Payload { get; set; }

    [Params(Role.Server, Role.Client)]
    public Role Writer { get; set; }

    [GlobalSetup]
    public void Make()
    {
        _payload = Payloads.Binary(Payload);
        _output = new byte[FrameHeader.MaxLength + Payload];
    }

    [Benchmark]
    public int Whole() => Writer == Role.Server ? WriteUnmasked() : WriteMasked();

    private int WriteUnmasked()
    {
        int headerLength = FrameHeader.Write(_output, Opcode.Binary, isFinal: true, _payload.Length);
        _payload.CopyTo(_output.AsSpan(headerLength));
        return headerLength;
    }

    private int WriteMasked()
    {
        int headerLength = FrameHeader.WriteMasked(_output, Opcode.Binary, isFinal: true, _payload.Length, Key);
        _payload.CopyTo(_output.AsSpan(headerLength));
        Masking.Apply(_output.AsSpan(headerLength, _payload.Length), Key);
        return headerLength;
    }
}

using BenchmarkDotNet.Attributes;
using Lws.Framing;

namespace Lws.Bench.Micro.Framing;

/// <summary>The masking that was chosen beside the two that lost.</summary>
public class MaskingBenchmarks
{
    private const uint Key = 0x1234_5678;

    private byte[] _payload = [];

    [Params(1, 7, 20, 64, 125, 1_024, 4_096, 65_536)]
    public int Length { get; set; }

    [GlobalSetup]
    public void Make() => _payload = Payloads.Binary(Length);

    [Benchmark]
    public uint Ladder() => Masking.Apply(_payload, Key);

    [Benchmark]
    public void ScalarLoop() => ScalarMasking.Apply(_payload, Key);

    [Benchmark]
    public void NaiveVectorLoop() => NaiveVectorMasking.Apply(_payload, Key);
}

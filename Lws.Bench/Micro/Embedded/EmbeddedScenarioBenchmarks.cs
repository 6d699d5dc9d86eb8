using BenchmarkDotNet.Attributes;
using Lws.Bench.Micro.Framing;
using Lws.Framing;

namespace Lws.Bench.Micro.Embedded;

/// <summary>The scenarios of the echo benchmark without their system calls: an operation is one message, in and out.</summary>
/// <remarks>Every connection has its messages ready at once, so that a batch is as large as the loop takes.</remarks>
public class EmbeddedScenarioBenchmarks
{
    private Exchange _s1 = null!;
    private Exchange _s2 = null!;
    private Exchange _s3 = null!;
    private Exchange _s4 = null!;
    private Exchange _s5 = null!;

    [GlobalSetup]
    public void Open()
    {
        _s1 = Echoes(connections: 100, payloadLength: 64);
        _s2 = Echoes(connections: 100, payloadLength: 64, inFlight: 16);
        _s3 = Echoes(connections: 100, payloadLength: 1_024);
        _s4 = Echoes(connections: 20, payloadLength: 65_536);
        _s5 = Echoes(connections: 1_000, payloadLength: 20);
    }

    [Benchmark(OperationsPerInvoke = 100)]
    public int S1() => _s1.Run();

    [Benchmark(OperationsPerInvoke = 1_600)]
    public int S2() => _s2.Run();

    [Benchmark(OperationsPerInvoke = 100)]
    public int S3() => _s3.Run();

    [Benchmark(OperationsPerInvoke = 20)]
    public int S4() => _s4.Run();

    [Benchmark(OperationsPerInvoke = 1_000)]
    public int S5() => _s5.Run();

    private static Exchange Echoes(int connections, int payloadLength, int inFlight = 1)
    {
        byte[] payload = Payloads.Binary(payloadLength);
        byte[] frame = Frames.Masked(Opcode.Binary, payload);
        EmbeddedContext server = EmbeddedContext.WithClients(connections);
        return new Exchange(server, Payloads.Repeat(payload, inFlight), fromClient: false, Payloads.Repeat(frame, inFlight));
    }
}

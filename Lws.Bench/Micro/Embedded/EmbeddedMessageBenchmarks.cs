using BenchmarkDotNet.Attributes;
using Lws.Bench.Micro.Framing;
using Lws.Framing;

namespace Lws.Bench.Micro.Embedded;

/// <summary>Ways in which a message may come: to a server with one connection, an operation is one message and its echo.</summary>
public class EmbeddedMessageBenchmarks
{
    private const int Small = 64;
    private const int OneKilobyte = 1_024;
    private const int OneMegabyte = 1 << 20;
    private const int ReceiveSize = 65_536;

    private Exchange _one = null!;
    private Exchange _text = null!;
    private Exchange _sixteen = null!;
    private Exchange _fragmented = null!;
    private Exchange _split = null!;
    private Exchange _large = null!;
    private Exchange _ping = null!;

    [GlobalSetup]
    public void Open()
    {
        byte[] payload = Payloads.Binary(Small);
        byte[] frame = Frames.Masked(Opcode.Binary, payload);
        _one = Of(payload, frame);
        _sixteen = Of(Payloads.Repeat(payload, 16), Payloads.Repeat(frame, 16));

        byte[] text = Payloads.MixedText(Small);
        _text = Of(text, Frames.Masked(Opcode.Text, text));

        byte[] fragments =
        [
            .. Frames.Masked(Opcode.Text, text, isFinal: false), .. Frames.Masked(Opcode.Continuation, text, isFinal: false),
            .. Frames.Masked(Opcode.Continuation, text),
        ];
        _fragmented = Of(Payloads.Repeat(text, 3), fragments);

        byte[] kilobyte = Payloads.Binary(OneKilobyte);
        ReadOnlyMemory<byte> whole = Frames.Masked(Opcode.Binary, kilobyte);
        _split = Of(kilobyte, whole[..(OneKilobyte / 2)], whole[(OneKilobyte / 2)..]);

        byte[] megabyte = Payloads.Binary(OneMegabyte);
        _large = Of(megabyte, [.. Frames.Masked(Opcode.Binary, megabyte).Chunk(ReceiveSize).Select(piece => (ReadOnlyMemory<byte>)piece)]);

        _ping = Of(payload, Frames.Masked(Opcode.Ping, payload));
    }

    [Benchmark]
    public int One() => _one.Run();

    [Benchmark]
    public int Text() => _text.Run();

    [Benchmark(OperationsPerInvoke = 16)]
    public int SixteenInOneRead() => _sixteen.Run();

    [Benchmark]
    public int ThreeFragments() => _fragmented.Run();

    [Benchmark]
    public int SplitOverTwoReads() => _split.Run();

    [Benchmark]
    public int OneMegabyteInManyReads() => _large.Run();

    [Benchmark]
    public int PingPong() => _ping.Run();

    private static Exchange Of(ReadOnlySpan<byte> answer, params ReadOnlyMemory<byte>[] pieces) =>
        new(EmbeddedContext.WithClients(1), answer, fromClient: false, pieces);
}

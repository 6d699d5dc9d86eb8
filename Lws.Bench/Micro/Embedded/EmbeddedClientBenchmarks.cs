using BenchmarkDotNet.Attributes;
using Lws.Bench.Micro.Framing;
using Lws.Framing;

namespace Lws.Bench.Micro.Embedded;

/// <summary>The client's role: frames come unmasked and go out masked. An operation is one message and its echo, or one connection.</summary>
public class EmbeddedClientBenchmarks
{
    private static readonly byte[] Close = Frames.Unmasked(Opcode.Close, Payloads.NormalClosure);

    private Exchange _small = null!;
    private Exchange _large = null!;
    private EmbeddedContext _client = null!;

    [GlobalSetup]
    public void Connect()
    {
        _small = Echo(64);
        _large = Echo(65_536);
        _client = EmbeddedContext.Unconnected();
        ConnectHandshakeClose();
        if (_client.Loop.ConnectionCount != 0)
            throw new InvalidOperationException("An embedded client's connection does not end.");
    }

    [Benchmark]
    public int Small() => _small.Run();

    [Benchmark]
    public int Large() => _large.Run();

    [Benchmark]
    public int ConnectHandshakeClose()
    {
        int sent = _client.ConnectOut();
        sent += _client.Deliver(Close);
        return sent + _client.Deliver(default);
    }

    private static Exchange Echo(int payloadLength)
    {
        byte[] payload = Payloads.Binary(payloadLength);
        return new Exchange(EmbeddedContext.WithServer(), payload, fromClient: true, Frames.Unmasked(Opcode.Binary, payload));
    }
}

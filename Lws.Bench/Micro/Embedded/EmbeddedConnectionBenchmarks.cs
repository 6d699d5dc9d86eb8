using BenchmarkDotNet.Attributes;
using Lws.Bench.Micro.Framing;
using Lws.Bench.Micro.Handshake;
using Lws.Framing;

namespace Lws.Bench.Micro.Embedded;

/// <summary>Whole lives of a server's connections: an operation is one of them, from the accept to the close.</summary>
public class EmbeddedConnectionBenchmarks
{
    private static readonly byte[] Close = Frames.Masked(Opcode.Close, Payloads.NormalClosure);

    private EmbeddedContext _server = null!;

    [GlobalSetup]
    public void Listen()
    {
        _server = EmbeddedContext.Listening();
        Check(Heads.Browser, "HTTP/1.1 101 "u8);
        Check(Heads.Plain, "HTTP/1.1 400 "u8);
    }

    [Benchmark]
    public int AcceptHandshakeClose()
    {
        int sent = Accept(Heads.Browser);
        sent += _server.Deliver(Close);
        return sent + End();
    }

    [Benchmark]
    public int AcceptHandshakeLoss()
    {
        int sent = Accept(Heads.Browser);
        return sent + End();
    }

    [Benchmark]
    public int AcceptRefusal()
    {
        int sent = Accept(Heads.Plain);
        return sent + End();
    }

    private int Accept(byte[] request)
    {
        _server.Accept();
        return _server.Deliver(request);
    }

    // The end of the peer's stream.
    private int End() => _server.Deliver(default);

    private void Check(byte[] request, ReadOnlySpan<byte> response)
    {
        Accept(request);
        bool isAnswered = _server.Network.Sent.StartsWith(response);
        End();
        if (!isAnswered || _server.Loop.ConnectionCount != 0)
            throw new InvalidOperationException("An embedded connection does not live as it should.");
    }
}

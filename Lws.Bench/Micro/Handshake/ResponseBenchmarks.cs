using BenchmarkDotNet.Attributes;
using Lws.Handshake;

namespace Lws.Bench.Micro.Handshake;

/// <summary>The answer to a request, its SHA-1 included.</summary>
public class ResponseBenchmarks
{
    private readonly byte[] _response = new byte[HandshakeResponse.MaxLength];
    private readonly byte[] _key = Heads.KeyOf(Heads.Browser).ToArray();

    [Benchmark]
    public int Accept() => HandshakeResponse.WriteAccepted(_response, _key, "echo"u8);

    [Benchmark]
    public int Refuse() => HandshakeResponse.WriteRefused(_response, HandshakeError.UnsupportedVersion);
}

using BenchmarkDotNet.Attributes;
using Lws.Handshake;

namespace Lws.Bench.Micro.Handshake;

/// <summary>An upgrade request that has arrived whole: found, split and judged.</summary>
public class RequestBenchmarks
{
    private const int MaxLength = 8_192;

    private readonly HeaderField[] _fields = new HeaderField[RequestHeadParser.MaxHeaders];
    private byte[] _request = [];

    [Params(Client.Minimal, Client.Browser)]
    public Client From { get; set; }

    [GlobalSetup]
    public void Choose()
    {
        _request = From == Client.Browser ? Heads.Browser : Heads.Minimal;
        if (Parse() != (int)HandshakeError.None)
            throw new InvalidOperationException("The request is refused.");
    }

    /// <summary>All of it.</summary>
    [Benchmark]
    public int Parse()
    {
        Scan();
        HandshakeError error = RequestHeadParser.TryParse(_request, _fields, out RequestHead request);
        return error == HandshakeError.None ? (int)UpgradeValidator.Validate(in request, out _, out _) : (int)error;
    }

    /// <summary>The first step alone: where the head ends, and whether its bytes may be there.</summary>
    [Benchmark]
    public int Scan()
    {
        int scanned = 0;
        HeadScanner.Scan(_request, ref scanned, MaxLength, out int length, out _);
        return length;
    }
}

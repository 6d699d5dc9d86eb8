using BenchmarkDotNet.Attributes;
using Lws.Bench.Micro.Framing;
using Lws.Topics;

namespace Lws.Bench.Micro.Embedded;

/// <summary>Messages of 64 bytes to 1,000 subscribers, and the same by a loop over all sessions: an operation is one message to one of them.</summary>
public class EmbeddedTopicBenchmarks
{
    private const int Subscribers = 1_000;
    private const int Sixteen = 16;
    private const int FrameLength = 2 + 64;

    private readonly byte[] _payload = Payloads.Binary(64);
    private EmbeddedContext _context = null!;
    private Publisher _publisher = null!;
    private SessionHandle _first;

    [GlobalSetup]
    public void Open()
    {
        _context = EmbeddedContext.WithClients(Subscribers);
        _publisher = _context.Loop.MakePublisher();
        _first = _context.Loop.HandleOf(0);
        _first.TryGet(out Session first);
        foreach (Session session in first.Sessions<Serving.Echo>())
            session.Subscribe("room"u8);

        // Twice, for the first must not be the only right one.
        for (int round = 0; round < 2; round++)
        {
            Check(Publish(), 1);
            Check(SendToEach(), 1);
            Check(PublishSixteen(), Sixteen);
            Check(SendSixteenToEach(), Sixteen);
        }
    }

    [Benchmark(OperationsPerInvoke = Subscribers)]
    public int Publish() => RunPublishing(1);

    [Benchmark(OperationsPerInvoke = Subscribers)]
    public int SendToEach() => RunSending(1);

    [Benchmark(OperationsPerInvoke = Subscribers * Sixteen)]
    public int PublishSixteen() => RunPublishing(Sixteen);

    [Benchmark(OperationsPerInvoke = Subscribers * Sixteen)]
    public int SendSixteenToEach() => RunSending(Sixteen);

    private int RunPublishing(int messages)
    {
        for (int message = 0; message < messages; message++)
            _publisher.Publish("room"u8, _payload, MessageKind.Binary, key: null, except: -1);
        return Flush();
    }

    private int RunSending(int messages)
    {
        _first.TryGet(out Session first);
        for (int message = 0; message < messages; message++)
        {
            foreach (Session session in first.Sessions<Serving.Echo>())
                session.Send(_payload);
        }

        return Flush();
    }

    private int Flush()
    {
        _context.Network.Forget();
        _context.RunOnce(TimeSpan.Zero);
        return _context.Network.SentLength;
    }

    private static void Check(int sent, int messages)
    {
        if (sent != messages * Subscribers * FrameLength)
            throw new InvalidOperationException("The embedded loop does not publish as it should.");
    }
}

using System.Diagnostics.Metrics;
using Lws.Bench.Micro.Embedded;
using Lws.Tests.Limits;
using Xunit;

namespace Lws.Tests.Observability;

/// <summary>Nothing is allocated on the loop's thread while somebody listens: it is the loop without sockets, so that no byte is by chance.</summary>
[Collection(MeterCollection.Name)]
public sealed class MetricsAllocationTests : IDisposable
{
    private const int WarmUp = 2_000;
    private const int Rounds = 10_000;

    private readonly MeterListener _listener = new();

    public MetricsAllocationTests()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Lws")
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>(static (_, _, _, _) => { });
        _listener.SetMeasurementEventCallback<double>(static (_, _, _, _) => { });
        _listener.Start();
    }

    public void Dispose() => _listener.Dispose();

    [Fact]
    public void Messages_that_are_counted_allocate_nothing()
    {
        var messages = new EmbeddedMessageBenchmarks();
        messages.Open();
        Assert.Equal(0, LeastAllocatedBy(() => messages.One() + messages.SixteenInOneRead() + messages.ThreeFragments() + messages.SplitOverTwoReads()));
    }

    [Fact]
    public void Connections_that_are_counted_allocate_nothing()
    {
        var connections = new EmbeddedConnectionBenchmarks();
        connections.Listen();
        Assert.Equal(0, LeastAllocatedBy(() => connections.AcceptHandshakeClose() + connections.AcceptHandshakeLoss() + connections.AcceptRefusal()));
    }

    // Now and then the runtime counts a few kilobytes, once. What a message allocates comes each time.
    private static long LeastAllocatedBy(Func<int> work)
    {
        Repeat(work, WarmUp);
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 3 && least > 0; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Repeat(work, Rounds);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    private static void Repeat(Func<int> work, int times)
    {
        for (int round = 0; round < times; round++)
            work();
    }
}

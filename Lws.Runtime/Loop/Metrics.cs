using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Lws.Observability;

namespace Lws.Loop;

/// <summary>What the loops of a process count, readable with dotnet-counters and OpenTelemetry under the meter "Lws".</summary>
internal static class Metrics
{
    private static readonly Meter Meter = new("Lws");

    // From what a small batch takes to what everybody notices.
    private static readonly InstrumentAdvice<double> BatchBuckets = new()
    {
        HistogramBucketBoundaries = [0.00001, 0.000025, 0.0001, 0.00025, 0.001, 0.0025, 0.01, 0.025, 0.1, 0.25, 1, 2.5],
    };

    /// <summary>How often a client came while all connections of its context were in use.</summary>
    public static readonly Counter<long> Full = Meter.CreateCounter<long>(
        "lws.accept.full", "{client}", "Times that a client came while all connections of its context were in use.");

    /// <summary>How often accept failed for want of descriptors or memory.</summary>
    public static readonly Counter<long> AcceptFailed = Meter.CreateCounter<long>(
        "lws.accept.failed", "{failure}", "Times that accept failed, such as for want of descriptors.");

    /// <summary>How many connections were closed to make room for another's handshake.</summary>
    public static readonly Counter<long> HalfOpenClosed = Meter.CreateCounter<long>(
        "lws.handshake.displaced", "{connection}", "Half-open connections that were closed to make room for newer ones.");

    /// <summary>Connections to a server that have come to no session, by reason.</summary>
    public static readonly Counter<long> HandshakeFailed = Meter.CreateCounter<long>(
        "lws.handshake.failed", "{request}", "Requests that were refused, timed out, or given up by their clients, by reason.");

    /// <summary>A client's attempts that came to nothing, by reason.</summary>
    public static readonly Counter<long> ConnectFailed = Meter.CreateCounter<long>(
        "lws.connect.failed", "{attempt}", "Attempts to connect that came to nothing, by reason.");

    /// <summary>Sessions that have closed, by code and by who began it.</summary>
    public static readonly Counter<long> Closed = Meter.CreateCounter<long>(
        "lws.connection.closed", "{connection}", "Sessions that have closed, by close code and by who began it.");

    /// <summary>From the end of the wait to the end of the batch.</summary>
    public static readonly Histogram<double> BatchDuration = Meter.CreateHistogram(
        "lws.loop.batch.duration", "s", "Time that a loop takes for a batch of events: nothing else is served meanwhile.", tags: null, BatchBuckets);

    /// <summary>Handlers that held up their loop, by how long.</summary>
    public static readonly Histogram<double> SlowHandlers = Meter.CreateHistogram<double>(
        "lws.handler.slow", "s", "Time for which a handler blocked its loop, where it was over LwsOptions.SlowHandlerThreshold.");

    private static readonly ObservableCounter<long> Messages = Meter.CreateObservableCounter(
        "lws.message.count",
        static () => CountRegistry.Observe(static counts => counts.MessagesReceived, static counts => counts.MessagesSent),
        "{message}",
        "Messages received and sent, since somebody listens.");

    private static readonly ObservableCounter<long> Bytes = Meter.CreateObservableCounter(
        "lws.network.io",
        static () => CountRegistry.Observe(static counts => counts.BytesReceived, static counts => counts.BytesSent),
        "By",
        "Bytes received and sent by sessions, headers of frames included, since somebody listens.");

    // What is counted in any case, since it happens seldom.
    private static readonly Instrument[] Others =
    [
        Meter.CreateObservableUpDownCounter(
            "lws.connection.count", static () => CountRegistry.Observe(static counts => counts.Open), "{connection}", "Sessions that are open."),
        Meter.CreateObservableCounter(
            "lws.connection.opened", static () => CountRegistry.Observe(static counts => counts.Opened), "{connection}", "Sessions that have opened."),
        Meter.CreateObservableCounter(
            "lws.message.dropped", static () => CountRegistry.Observe(static counts => counts.Dropped), "{message}", "Messages that found the queue full."),
        Meter.CreateObservableUpDownCounter(
            "lws.queue.size", static () => CountRegistry.Observe(static counts => counts.Queued), "By", "Bytes that wait for slow readers."),
    ];

    /// <summary>Whether somebody wants to know of messages or bytes.</summary>
    public static bool CountsTraffic => Messages.Enabled || Bytes.Enabled;

    /// <summary>Makes the meter before it is needed: that loads an assembly, which takes a descriptor, and one day there is none.</summary>
    public static void Prepare() => RuntimeHelpers.RunClassConstructor(typeof(Metrics).TypeHandle);
}

using System.Diagnostics;
using HdrHistogram;
using Lws.Bench.Load.Measuring;

namespace Lws.Bench.Load;

/// <summary>One run on the calling thread: start, warm-up, window, finish.</summary>
internal static class LoadRun
{
    // Long enough for what waited while the probe was asked to be through.
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(100);

    // A thread that never waits shows a little less than 1; a server below this had time for more.
    private const double Saturated = 0.97;
    private const double HasTimeLeft = 0.95;

    private const int SignificantDigits = 3;
    private const int MaxLatencySeconds = 7_200;

    /// <param name="plan">What to do.</param>
    /// <param name="progress">Is told what begins.</param>
    /// <exception cref="LoadException">The server did not do its part.</exception>
    public static LoadResult Execute(LoadPlan plan, Action<string> progress)
    {
        Target target = Target.Of(plan);
        using AllocationProbe? probe = plan.AllocationProbe is null ? null : new AllocationProbe(plan.AllocationProbe, plan.Patience);
        using LoadEngine engine = plan.Accepts ? new AcceptLoad(plan, target) : new EchoLoad(plan, target);
        progress($"opening {plan.Connections + plan.IdleConnections:N0} connections");
        engine.Start();
        progress($"warming up for {plan.Warmup.TotalSeconds:0.#} s");
        engine.ServeFor(plan.Warmup);

        long allocated = probe?.Read() ?? 0;
        long completed = engine.Completed;
        engine.ServeFor(Settling);
        progress($"measuring for {plan.Duration.TotalSeconds:0.#} s");
        LoadResult result = Measure(plan, engine);
        if (probe is not null)
            result = result with { BytesAllocatedPerMessage = (probe.Read() - allocated) / (double)(engine.Completed - completed) };

        progress("checking the last messages");
        engine.Finish();
        return result;
    }

    private static LoadResult Measure(LoadPlan plan, LoadEngine engine)
    {
        var latencies = new LongHistogram(1, MaxLatencySeconds * Stopwatch.Frequency, SignificantDigits);
        engine.Latencies = latencies;
        Reading from = Reading.Now(plan.ServerProcessId, engine.Completed);
        engine.ServeFor(plan.Duration);
        if (!engine.TryServeUntil(() => engine.Completed > from.Completed, plan.Patience))
            throw new LoadException($"no message was completed within the window and {plan.Patience.TotalSeconds:0.#} s");
        Reading to = Reading.Now(plan.ServerProcessId, engine.Completed);
        engine.Latencies = null;
        return ResultOf(plan, from, to, latencies);
    }

    private static LoadResult ResultOf(LoadPlan plan, Reading from, Reading to, LongHistogram latencies)
    {
        long messages = to.Completed - from.Completed;
        TimeSpan window = Stopwatch.GetElapsedTime(from.Timestamp, to.Timestamp);
        TimeSpan? server = to.ServerTime - from.ServerTime;
        double loadBusy = (to.ThreadTime - from.ThreadTime) / window;
        double? serverBusy = server / window;
        return new LoadResult
        {
            Server = plan.Address.ToString(),
            PayloadBytes = plan.PayloadBytes,
            Connections = plan.Connections,
            IdleConnections = plan.IdleConnections,
            Depth = plan.Depth,
            Accepts = plan.Accepts,
            Messages = messages,
            Seconds = window.TotalSeconds,
            MessagesPerSecond = messages / window.TotalSeconds,
            P50Micros = Micros(latencies, 50),
            P99Micros = Micros(latencies, 99),
            P999Micros = Micros(latencies, 99.9),
            LoadBusy = loadBusy,
            ServerBusy = serverBusy,
            ServerCpuMicrosPerMessage = server?.TotalMicroseconds / messages,
            Verified = true,
            LoadWasTheLimit = loadBusy > Saturated && !(serverBusy > HasTimeLeft),
        };
    }

    private static double Micros(LongHistogram latencies, double percentile) =>
        latencies.GetValueAtPercentile(percentile) * 1e6 / Stopwatch.Frequency;
}

using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Lws.Bench.Micro.Allocations;
using Lws.Bench.Micro.Generators;
using Spectre.Console;

namespace Lws.Bench.Micro;

/// <summary>The benchmarks that a filter lets through, and their measurement.</summary>
internal static class MicroRun
{
    private const int Calls = 2_000;

    private static readonly TimeSpan LongestCount = TimeSpan.FromSeconds(0.1);

    /// <param name="filter">Part of a name or of its parameters, in any case; empty for all.</param>
    /// <param name="configOf">How to measure a class of benchmarks.</param>
    public static BenchmarkRunInfo[] Find(string filter, Func<Type, IConfig> configOf) =>
    [
        .. from type in MicroBenchmarks.All
           let run = BenchmarkConverter.TypeToBenchmarks(type, configOf(type))
           let cases = run.BenchmarksCases.Where(benchmark => MicroName.Matches(benchmark, filter)).ToArray()
           where cases.Length > 0
           select new BenchmarkRunInfo(cases, run.Type, run.Config),
    ];

    /// <returns>A row for each benchmark that has figures; <see cref="MicroProgress.Faults"/> tells of the others.</returns>
    /// <remarks>The display is drawn between benchmarks, not by a timer: that would take time from them, and allocates.</remarks>
    public static List<MicroRow> Measure(BenchmarkRunInfo[] runs, MicroProgress progress) =>
        AnsiConsole.Progress().AutoClear(true).AutoRefresh(false).Start(display =>
        {
            progress.Display = display;
            progress.Task = display.AddTask("micro", maxValue: runs.Sum(run => run.BenchmarksCases.Length));
            return BenchmarkRunner.Run(runs).SelectMany(summary => summary.Reports)
                .Where(report => report.ResultStatistics is not null)
                .Select(report => MicroRow.Of(report, BytesOf(report)))
                .ToList();
        });

    // Counted once more, for the memory diagnoser is not exact (AllocationCounter); but where megabytes are allocated, it will do.
    private static long BytesOf(BenchmarkReport report)
    {
        if (report.BenchmarkCase.Descriptor.Type == typeof(GeneratorBenchmarks))
            return report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0;
        var benchmark = CountedBenchmark.Create(report.BenchmarkCase);
        return (long)Math.Ceiling(AllocationCounter.Count(benchmark, Calls, LongestCount).AllocatedBytes);
    }
}

using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Lws.Bench.Micro.Allocations;
using Spectre.Console;

namespace Lws.Bench.Micro;

/// <summary>The benchmarks that a filter lets through, and their measurement.</summary>
internal static class MicroRun
{
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
            IEnumerable<BenchmarkReport> reports = BenchmarkRunner.Run(runs).SelectMany(summary => summary.Reports);
            return CountExactly([.. reports.Where(report => report.ResultStatistics is not null).Select(MicroRow.Of)]);
        });

    // What is held to the byte is also reported to the byte; the memory diagnoser's figures are not (AllocationCounter).
    private static List<MicroRow> CountExactly(List<MicroRow> rows)
    {
        var names = rows.Select(row => row.Name).Intersect(EmbeddedBenchmark.Names).ToHashSet();
        Dictionary<string, AllocationCount> counts = EmbeddedBenchmark.CreateAll()
            .Where(benchmark => names.Contains(benchmark.Name))
            .ToDictionary(benchmark => benchmark.Name, benchmark => AllocationCounter.Count(benchmark));
        return rows.ConvertAll(row => counts.TryGetValue(row.Name, out AllocationCount? count)
            ? row with { AllocatedBytes = (long)Math.Ceiling(count.AllocatedBytes) }
            : row);
    }
}

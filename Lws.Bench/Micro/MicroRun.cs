using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Spectre.Console;

namespace Lws.Bench.Micro;

/// <summary>The benchmarks that a filter lets through, and their measurement.</summary>
internal static class MicroRun
{
    /// <param name="filter">Part of a name or of its parameters, in any case; empty for all.</param>
    /// <param name="config">How to measure.</param>
    public static BenchmarkRunInfo[] Find(string filter, IConfig config) =>
    [
        .. from type in MicroBenchmarks.All
           let run = BenchmarkConverter.TypeToBenchmarks(type, config)
           let cases = run.BenchmarksCases.Where(benchmark => MicroName.Matches(benchmark, filter)).ToArray()
           where cases.Length > 0
           select new BenchmarkRunInfo(cases, run.Type, run.Config),
    ];

    /// <returns>A row for each benchmark that has figures; <see cref="MicroProgress.Faults"/> tells of the others.</returns>
    public static List<MicroRow> Measure(BenchmarkRunInfo[] runs, MicroProgress progress) =>
        AnsiConsole.Progress().AutoClear(true).Start(display =>
        {
            progress.Task = display.AddTask("micro", maxValue: runs.Sum(run => run.BenchmarksCases.Length));
            IEnumerable<BenchmarkReport> reports = BenchmarkRunner.Run(runs).SelectMany(summary => summary.Reports);
            return reports.Where(report => report.ResultStatistics is not null).Select(MicroRow.Of).ToList();
        });
}

using BenchmarkDotNet.EventProcessors;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Validators;
using Spectre.Console;

namespace Lws.Bench.Micro;

/// <summary>Shows which benchmark runs, and keeps what BenchmarkDotNet objects to.</summary>
internal sealed class MicroProgress : EventProcessor
{
    private readonly List<string> _faults = [];

    /// <summary>Where to show it; set before the run begins, as is <see cref="Task"/>.</summary>
    public ProgressContext? Display { get; set; }

    public ProgressTask? Task { get; set; }

    public IReadOnlyList<string> Faults => _faults;

    public override void OnValidationError(ValidationError validationError)
    {
        if (validationError.IsCritical)
            _faults.Add(validationError.Message);
    }

    public override void OnStartRunBenchmark(BenchmarkCase benchmarkCase)
    {
        Task!.Description = Markup.Escape($"{MicroName.Of(benchmarkCase)} {MicroName.ParametersOf(benchmarkCase)}");
        Display!.Refresh();
    }

    public override void OnEndRunBenchmark(BenchmarkCase benchmarkCase, BenchmarkReport report)
    {
        Task!.Increment(1);
        if (report.ResultStatistics is null)
            _faults.Add($"{MicroName.Of(benchmarkCase)} {MicroName.ParametersOf(benchmarkCase)} has ended without a figure.");
    }
}

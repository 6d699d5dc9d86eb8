using BenchmarkDotNet.Reports;

namespace Lws.Bench.Micro;

/// <summary>A benchmark's figures, as <c>--json</c> writes them.</summary>
/// <param name="Name">Class and method.</param>
/// <param name="Parameters">Empty where there are none.</param>
/// <param name="MeanNanoseconds">Of one operation.</param>
/// <param name="BestNanoseconds">Of the fastest iteration: on a busy machine it says more than the mean.</param>
/// <param name="Error">Half of the mean's 99.9 % confidence interval, in nanoseconds; null where there are too few figures for it.</param>
/// <param name="AllocatedBytes">Of one operation, rounded up.</param>
internal sealed record MicroRow(
    string Name, string Parameters, double MeanNanoseconds, double BestNanoseconds, double? Error, long AllocatedBytes)
{
    public string Bench => "micro";

    public string Server => "lws-jit";

    public bool Missing => false;

    public static MicroRow Of(BenchmarkReport report, long allocatedBytes)
    {
        double error = report.ResultStatistics!.ConfidenceInterval.Margin;
        return new(
            MicroName.Of(report.BenchmarkCase),
            MicroName.ParametersOf(report.BenchmarkCase),
            Math.Round(report.ResultStatistics.Mean, 3),
            Math.Round(report.ResultStatistics.Min, 3),
            double.IsFinite(error) ? Math.Round(error, 3) : null,
            allocatedBytes);
    }
}

namespace Lws.Bench.Processes;

/// <summary>The memory of one kind, as <c>--json</c> writes it; null where it is missing.</summary>
internal sealed record ProcessesRow(
    string Label, string Server, int Processes, int ConnectionsEach, int? FdLimit, long ReportedUlimit,
    double? PssKiBPerProcess, double? RssKiBPerProcess, double? TotalPssMiB, string? Fault)
{
    public string Bench => "processes";

    public bool Missing => PssKiBPerProcess is null;

    /// <param name="kind">What was measured.</param>
    /// <param name="ulimit">What it was told.</param>
    /// <param name="rounds">The processes of each round; none where the program is missing.</param>
    public static ProcessesRow Of(WorkerKind kind, long ulimit, List<MemoryOf[]> rounds)
    {
        double? pss = Median(rounds.Select(processes => processes.Average(memory => memory.Pss)));
        double? rss = Median(rounds.Select(processes => processes.Average(memory => memory.Rss)));
        return new(
            kind.Label, kind.Server, kind.Processes, kind.ConnectionsEach, kind.FdLimit, ulimit, pss, rss, pss * kind.Processes / 1_024, kind.Fault);
    }

    private static double? Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? null : Math.Round(sorted[sorted.Length / 2], 1);
    }
}

using Lws.Bench.Peers;
using Lws.Bench.Trials;

namespace Lws.Bench.Growth;

/// <summary>One server with 100 active connections among so many, as <c>--json</c> writes it: medians of the rounds; null where it is
/// missing or failed.</summary>
internal sealed record GrowthRow(string Server, int OpenConnections, int ActiveConnections, int Rounds, double Seconds)
{
    private const int Digits = 3;

    public string Bench => "growth";

    public bool Missing { get; init; }

    /// <summary>Why it is missing, or why rounds failed.</summary>
    public string? Fault { get; init; }

    /// <summary>Server CPU per message as a multiple of its own among the fewest connections, median of the ratios of each round.</summary>
    public double? RatioToFewest { get; init; }

    public double? RatioMin { get; init; }

    public double? RatioMax { get; init; }

    public double? CpuMicrosPerMessage { get; init; }

    public double? MessagesPerSecond { get; init; }

    public double? P99Micros { get; init; }

    public static string CaseOf(int open) => $"open-{open}";

    public static GrowthRow Of(Peer peer, int open, GrowthSettings settings, TrialSet trials)
    {
        string self = CaseOf(open);
        Spread? ratio = trials.Ratio((self, peer.Name),
            (CaseOf(settings.Open.Min()), peer.Name), result => result.ServerCpuMicrosPerMessage)?.Round(Digits);
        return new(peer.Name, open, GrowthRun.Active, settings.Rounds, settings.Duration.TotalSeconds)
        {
            Missing = !peer.IsThere,
            Fault = peer.Missing ?? trials.Fault(self, peer.Name),
            RatioToFewest = ratio?.Median,
            RatioMin = ratio?.Min,
            RatioMax = ratio?.Max,
            CpuMicrosPerMessage = trials.Figure(self, peer.Name, result => result.ServerCpuMicrosPerMessage)?.Round(Digits).Median,
            MessagesPerSecond = trials.Figure(self, peer.Name, result => result.MessagesPerSecond)?.Round(0).Median,
            P99Micros = trials.Figure(self, peer.Name, result => result.P99Micros)?.Round(1).Median,
        };
    }
}

using Lws.Bench.Peers;
using Lws.Bench.Reporting;
using Lws.Bench.Trials;

namespace Lws.Bench.Growth;

/// <summary>One server with connections that come, shake hands and go, as <c>--json</c> writes it: medians of the rounds; null where it is
/// missing or failed.</summary>
internal sealed record AcceptRow(string Server, int Rounds, double Seconds)
{
    /// <summary>What its trials are called.</summary>
    public const string Case = "accepts";

    private const int Digits = 3;

    public string Bench => "accepts";

    public bool Missing { get; init; }

    /// <summary>Why it is missing, or why rounds failed.</summary>
    public string? Fault { get; init; }

    /// <summary>Server CPU per connection as a multiple of the floor's, which echoes as many bytes as a handshake has.</summary>
    public double? RatioToFloor { get; init; }

    public double? RatioMin { get; init; }

    public double? RatioMax { get; init; }

    public double? CpuMicrosPerAccept { get; init; }

    public double? AcceptsPerSecond { get; init; }

    public bool LoadWasTheLimit { get; init; }

    public static AcceptRow Of(Peer peer, GrowthSettings settings, TrialSet trials)
    {
        Spread? ratio = trials.Ratio((Case, peer.Name), (Case, Servers.Floor), result => result.ServerCpuMicrosPerMessage)?.Round(Digits);
        return new(peer.Name, settings.Rounds, settings.Duration.TotalSeconds)
        {
            Missing = !peer.IsThere,
            Fault = peer.Missing ?? trials.Fault(Case, peer.Name),
            RatioToFloor = ratio?.Median,
            RatioMin = ratio?.Min,
            RatioMax = ratio?.Max,
            CpuMicrosPerAccept = trials.Figure(Case, peer.Name, result => result.ServerCpuMicrosPerMessage)?.Round(Digits).Median,
            AcceptsPerSecond = trials.Figure(Case, peer.Name, result => result.MessagesPerSecond)?.Round(0).Median,
            LoadWasTheLimit = trials.LoadWasTheLimit(Case, peer.Name),
        };
    }
}

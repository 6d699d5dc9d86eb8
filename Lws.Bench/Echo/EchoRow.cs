using Lws.Bench.Load;
using Lws.Bench.Peers;
using Lws.Bench.Reporting;
using Lws.Bench.Trials;

namespace Lws.Bench.Echo;

/// <summary>One server under one scenario, as <c>--json</c> writes it: medians of the rounds; null where it is missing or failed.</summary>
internal sealed record EchoRow(string Scenario, int PayloadBytes, int Connections, int Depth, string Server, int Rounds, double Seconds)
{
    private const int RatioDigits = 3;
    private const int MicrosDigits = 3;

    public string Bench => "echo";

    public bool Missing { get; init; }

    /// <summary>Why it is missing, or why rounds failed.</summary>
    public string? Fault { get; init; }

    /// <summary>Server CPU per message as a multiple of the floor's, median of the ratios of each round.</summary>
    public double? RatioToFloor { get; init; }

    public double? RatioMin { get; init; }

    public double? RatioMax { get; init; }

    /// <summary>Throughput as a part of the floor's, likewise.</summary>
    public double? ThroughputOfFloor { get; init; }

    public double? CpuMicrosPerMessage { get; init; }

    public double? MessagesPerSecond { get; init; }

    public double? P50Micros { get; init; }

    public double? P99Micros { get; init; }

    public double? P999Micros { get; init; }

    /// <summary>The part of its core that the server used, from 0 to 1.</summary>
    public double? ServerBusy { get; init; }

    /// <summary>The part of its core that the load used, from 0 to 1.</summary>
    public double? LoadBusy { get; init; }

    /// <summary>A server could have done more than its throughput says.</summary>
    public bool LoadWasTheLimit { get; init; }

    /// <summary>Managed bytes that the loop's thread allocated, most of all rounds; null where the server does not tell.</summary>
    public double? BytesAllocatedPerMessage { get; init; }

    public static EchoRow Of(Scenario scenario, Peer peer, EchoSettings settings, TrialSet trials)
    {
        (string, string) self = (scenario.Id, peer.Name), floor = (scenario.Id, Servers.Floor);
        Spread? ratio = trials.Ratio(self, floor, result => result.ServerCpuMicrosPerMessage)?.Round(RatioDigits);
        return new(
            scenario.Id, scenario.PayloadBytes, scenario.Connections, scenario.Depth, peer.Name, settings.Rounds, settings.Duration.TotalSeconds)
        {
            Missing = !peer.IsThere,
            Fault = peer.Missing ?? trials.Fault(scenario.Id, peer.Name),
            RatioToFloor = ratio?.Median,
            RatioMin = ratio?.Min,
            RatioMax = ratio?.Max,
            ThroughputOfFloor = trials.Ratio(self, floor, result => result.MessagesPerSecond)?.Round(RatioDigits).Median,
            CpuMicrosPerMessage = Median(result => result.ServerCpuMicrosPerMessage, MicrosDigits),
            MessagesPerSecond = Median(result => result.MessagesPerSecond, 0),
            P50Micros = Median(result => result.P50Micros, 1),
            P99Micros = Median(result => result.P99Micros, 1),
            P999Micros = Median(result => result.P999Micros, 1),
            ServerBusy = Median(result => result.ServerBusy, RatioDigits),
            LoadBusy = Median(result => result.LoadBusy, RatioDigits),
            LoadWasTheLimit = trials.LoadWasTheLimit(scenario.Id, peer.Name),
            BytesAllocatedPerMessage = trials.Figure(scenario.Id, peer.Name, result => result.BytesAllocatedPerMessage)?.Round(MicrosDigits).Max,
        };

        double? Median(Func<LoadResult, double?> figure, int digits) => trials.Figure(scenario.Id, peer.Name, figure)?.Round(digits).Median;
    }
}

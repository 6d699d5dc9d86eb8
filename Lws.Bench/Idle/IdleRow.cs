using Lws.Bench.Peers;
using Lws.Bench.Trials;

namespace Lws.Bench.Idle;

/// <summary>One server with one number of idle connections, as <c>--json</c> writes it: medians; null where it is missing or failed.</summary>
internal sealed record IdleRow(string Server, int Connections)
{
    private const double KiB = 1_024;

    public string Bench => "idle";

    public bool Missing { get; init; }

    /// <summary>Why it is missing, or what failed.</summary>
    public string? Fault { get; init; }

    public int Rounds { get; init; }

    /// <summary>Proportional memory with the connections, less that before them, when a few had come and gone.</summary>
    public double? BytesPerConnection { get; init; }

    /// <summary>The same, less the memory of the server at rest: what the first few made it load and compile is counted in.</summary>
    public double? BytesPerConnectionFromRest { get; init; }

    /// <summary>The part of it in the managed heap; Lws only.</summary>
    public double? ManagedBytesPerConnection { get; init; }

    /// <summary>Proportional memory with the connections.</summary>
    public double? PssKiB { get; init; }

    /// <summary>Proportional memory of a server that nobody has connected to.</summary>
    public double? StartPssKiB { get; init; }

    /// <summary>From the start of the process to the first connection that it took.</summary>
    public double? ReadyMillis { get; init; }

    public int Starts { get; init; }

    public static IdleRow Of(
        Peer peer, int connections, IReadOnlyList<StartTrial> starts, IReadOnlyList<IdleTrial> trials,
        string? fault) => new(peer.Name, connections)
    {
        Missing = !peer.IsThere,
        Fault = peer.Missing ?? fault,
        Rounds = trials.Count,
        Starts = starts.Count,
        BytesPerConnection = Median(trials.Select(trial => trial.PerConnection(reading => reading.PssKiB * KiB))),
        BytesPerConnectionFromRest = Median(trials.Select(trial => (trial.With.PssKiB - trial.AtRestKiB) * KiB / connections)),
        ManagedBytesPerConnection = Median(trials.Where(trial => trial.With.Bill is not null)
            .Select(trial => trial.PerConnection(reading => reading.Bill!.Managed))),
        PssKiB = Median(trials.Select(trial => trial.With.PssKiB)),
        StartPssKiB = Median(starts.Select(start => start.PssKiB)),
        ReadyMillis = Median(starts.Select(start => start.ReadyMillis)),
    };

    private static double? Median(IEnumerable<double> values) => Spread.Of(values)?.Round(1).Median;
}

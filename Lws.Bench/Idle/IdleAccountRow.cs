using Lws.Bench.Processes;
using Lws.Bench.Trials;

namespace Lws.Bench.Idle;

/// <summary>One part of what a connection of Lws adds to its process, as <c>--json</c> writes it. The parts add up to the whole.</summary>
/// <param name="Server">The name in JSON.</param>
/// <param name="Connections">How many there were.</param>
/// <param name="Part">What it is for.</param>
/// <param name="BytesPerConnection">Proportional memory; median of the rounds.</param>
internal sealed record IdleAccountRow(string Server, int Connections, string Part, double BytesPerConnection)
{
    private const double KiB = 1_024;

    public string Bench => "idle-account";

    public bool Missing => false;

    /// <summary>The account of one server with one number of connections; none where it does not tell what it holds.</summary>
    /// <param name="trials">Its rounds.</param>
    public static IEnumerable<IdleAccountRow> Of(IReadOnlyList<IdleTrial> trials)
    {
        if (trials[0].With.Bill is null)
            yield break;
        foreach ((string part, Func<MemoryReading, double> bytes) in Parts())
            yield return new(trials[0].Server, trials[0].Connections, part,
                Spread.Of(trials.Select(trial => trial.PerConnection(bytes)))!.Value.Round(1).Median);
    }

    // The context tells what it holds in the managed heap, the kernel what the process holds; what only the kernel knows of is the rest.
    private static IEnumerable<(string Part, Func<MemoryReading, double> Bytes)> Parts()
    {
        yield return ("connection records", reading => reading.Bill!.Context.Connections);
        yield return ("fd table", reading => reading.Bill!.Context.Table);
        yield return ("sessions: the user's struct of 16 bytes", reading => reading.Bill!.Context.Sessions);
        yield return ("buffers of the loop, pooled blocks", reading => BuffersOf(reading.Bill!.Context));
        yield return ("the collector's heap beyond that: arrays that were replaced, its tables",
            reading => Heap(reading) - reading.Bill!.Context.Total);
        yield return ("outside the collector's heap", reading => (reading.PssKiB * KiB) - Heap(reading));
    }

    private static long BuffersOf(LwsMemory context) => context.Buffers + context.RentedBlocks + context.RetainedBlocks;

    private static double Heap(MemoryReading reading) => reading.PssKiBBySort.GetValueOrDefault(SmapsReader.Collector) * KiB;
}

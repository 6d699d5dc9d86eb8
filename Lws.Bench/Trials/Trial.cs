using Lws.Bench.Load;
using Lws.Bench.Peers;

namespace Lws.Bench.Trials;

/// <summary>One server under one load, in one round.</summary>
/// <param name="Round">Counted from 0.</param>
/// <param name="Case">The load: a scenario's id, or what a command calls it.</param>
/// <param name="Server">The name in JSON.</param>
/// <param name="Result">What came of it; null where it failed.</param>
/// <param name="Fault">Why it failed.</param>
internal sealed record Trial(int Round, string Case, string Server, LoadResult? Result, string? Fault)
{
    /// <summary>The JIT compiler has swapped in its optimised code by then.</summary>
    public static readonly TimeSpan Warmup = TimeSpan.FromSeconds(2.5);

    /// <summary>How much was measured, for people.</summary>
    public static string Text(int rounds, double seconds) => $"{RoundsOption.Text(rounds)} of {seconds:0.#} s after {Warmup.TotalSeconds} s of warm-up";

    /// <summary>Starts the server, puts it under load and stops it. What fails is told in the answer; the other trials go on.</summary>
    public static Trial Run(int round, string @case, Peer peer, Func<PeerProcess, LoadPlan> plan)
    {
        try
        {
            using PeerProcess server = peer.Start(Cores.Server);
            LoadResult result = LoadProcess.Run(plan(server), Cores.Load);
            return result.Verified ? new(round, @case, peer.Name, result, null) : Failed("echoes differ from what was sent");
        }
        catch (Exception exception) when (exception is InvalidOperationException or LoadException or IOException)
        {
            return Failed(exception.Message);
        }

        Trial Failed(string fault) => new(round, @case, peer.Name, null, fault);
    }
}

using Lws.Bench.Load;
using Lws.Bench.Trials;

namespace Lws.Bench.Echo;

/// <summary>What is measured, and for how long.</summary>
/// <param name="Scenarios">The loads.</param>
/// <param name="Rounds">How often each server meets each of them.</param>
/// <param name="Duration">The measured part of each trial, which comes after its warm-up.</param>
internal sealed record EchoSettings(IReadOnlyList<Scenario> Scenarios, int Rounds, TimeSpan Duration)
{
    // Start, connect, stop: some of the servers take long.
    private static readonly TimeSpan Around = TimeSpan.FromSeconds(4);

    public int TrialsOf(int peers) => Rounds * Scenarios.Count * peers;

    /// <summary>What all trials take at most.</summary>
    public TimeSpan Bound(int peers) => TrialsOf(peers) * (Trial.Warmup + Duration + Around);
}

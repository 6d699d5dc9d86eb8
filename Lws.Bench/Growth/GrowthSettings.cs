using Lws.Bench.Trials;

namespace Lws.Bench.Growth;

/// <summary>What is measured, and for how long.</summary>
/// <param name="Open">How many connections are open, the active ones among them.</param>
/// <param name="Rounds">How often each server meets each of them.</param>
/// <param name="Duration">The measured part of each trial, which comes after its warm-up.</param>
internal sealed record GrowthSettings(int[] Open, int Rounds, TimeSpan Duration)
{
    /// <summary>Start, connect, stop, with 19,000 connections to the slowest of the servers.</summary>
    private static readonly TimeSpan Around = TimeSpan.FromSeconds(15);

    // One more for connections that come and go.
    public int TrialsOf(int peers) => Rounds * (Open.Length + 1) * peers;

    /// <summary>What all trials take at most.</summary>
    public TimeSpan Bound(int peers) => TrialsOf(peers) * (Trial.Warmup + Duration + Around);
}

namespace Lws.Bench.Idle;

/// <summary>What is measured, and how often.</summary>
/// <param name="Connections">How many idle connections.</param>
/// <param name="Rounds">How often each server holds each number of them.</param>
/// <param name="Starts">How often each server is started and left alone.</param>
internal sealed record IdleSettings(int[] Connections, int Rounds, int Starts)
{
    private static readonly TimeSpan StartBound = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan HoldBound = TimeSpan.FromSeconds(25); // 19,000 connections to the slowest of the servers

    public int StepsOf(int peers) => peers * (Starts + (Rounds * Connections.Length));

    /// <summary>What all takes at most.</summary>
    public TimeSpan Bound(int peers) => peers * ((Starts * StartBound) + (Rounds * Connections.Length * HoldBound));
}

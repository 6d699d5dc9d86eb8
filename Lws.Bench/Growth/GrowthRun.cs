using Lws.Bench.Idle;
using Lws.Bench.Load;
using Lws.Bench.Peers;
using Lws.Bench.Trials;
using Spectre.Console;

namespace Lws.Bench.Growth;

/// <summary>A hundred active connections among ever more silent ones, and connections that come and go; in rounds. The numbers of
/// connections follow each other within a server, for it is compared with itself.</summary>
internal static class GrowthRun
{
    /// <summary>Connections that exchange messages.</summary>
    public const int Active = 100;

    private const int PayloadBytes = 64;
    private const int AcceptsAtATime = 16;

    public static GrowthFigures Measure(GrowthSettings settings, List<Peer> peers, ProgressTask progress)
    {
        List<Peer> present = [.. peers.Where(peer => peer.IsThere)];
        progress.MaxValue = settings.TrialsOf(present.Count);
        List<Trial> trials = [];
        for (int round = 0; round < settings.Rounds; round++)
        {
            foreach (Peer peer in present)
            {
                foreach (int open in settings.Open)
                {
                    progress.Description = $"{peer.Name}, {open:N0} open, round {round + 1} of {settings.Rounds}";
                    trials.Add(RunAmong(round, peer, open, settings.Duration));
                    progress.Increment(1);
                }
            }

            foreach (Peer peer in present)
            {
                progress.Description = $"{peer.Name}, accepts, round {round + 1} of {settings.Rounds}";
                trials.Add(Trial.Run(round, AcceptRow.Case, peer,
                    server => Plan(server, settings.Duration) with { Accepts = true, Connections = AcceptsAtATime }));
                progress.Increment(1);
            }
        }

        var set = new TrialSet(trials);
        return new(
            [.. from peer in peers from open in settings.Open select GrowthRow.Of(peer, open, settings, set)],
            [.. peers.Select(peer => AcceptRow.Of(peer, settings, set))]);
    }

    // The silent ones are another process's: the load's loop has nothing to do with them.
    private static Trial RunAmong(int round, Peer peer, int open, TimeSpan duration)
    {
        IdleHolder? silent = null;
        try
        {
            return Trial.Run(round, GrowthRow.CaseOf(open), peer, server =>
            {
                silent = new IdleHolder(server.Address);
                silent.Hold(open - Active);
                return Plan(server, duration);
            });
        }
        finally
        {
            silent?.Dispose();
        }
    }

    private static LoadPlan Plan(PeerProcess server, TimeSpan duration) => new()
    {
        Address = server.Address,
        PayloadBytes = PayloadBytes,
        Connections = Active,
        Depth = 1,
        Warmup = Trial.Warmup,
        Duration = duration,
        ServerProcessId = server.Id,
    };
}

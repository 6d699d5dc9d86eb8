using Lws.Bench.Load;
using Lws.Bench.Peers;
using Lws.Bench.Trials;
using Spectre.Console;

namespace Lws.Bench.Echo;

/// <summary>Scenarios × servers in rounds. Within a round the servers follow each other, so that what is compared was measured within
/// seconds; while one is measured, no other runs.</summary>
internal static class EchoRun
{
    public static List<EchoRow> Measure(EchoSettings settings, List<Peer> peers, ProgressTask progress)
    {
        List<Peer> present = [.. peers.Where(peer => peer.IsThere)];
        progress.MaxValue = settings.TrialsOf(present.Count);
        List<Trial> trials = [];
        for (int round = 0; round < settings.Rounds; round++)
        {
            foreach (Scenario scenario in settings.Scenarios)
            {
                foreach (Peer peer in present)
                {
                    progress.Description = $"{scenario.Id}, {peer.Name}, round {round + 1} of {settings.Rounds}";
                    trials.Add(Trial.Run(round, scenario.Id, peer, server => PlanOf(scenario, settings.Duration, server)));
                    progress.Increment(1);
                }
            }
        }

        var set = new TrialSet(trials);
        return [.. from scenario in settings.Scenarios from peer in peers select EchoRow.Of(scenario, peer, settings, set)];
    }

    private static LoadPlan PlanOf(Scenario scenario, TimeSpan duration, PeerProcess server) => new()
    {
        Address = server.Address,
        PayloadBytes = scenario.PayloadBytes,
        Connections = scenario.Connections,
        Depth = scenario.Depth,
        Warmup = Trial.Warmup,
        Duration = duration,
        ServerProcessId = server.Id,
        AllocationProbe = server.AllocationProbe,
    };
}

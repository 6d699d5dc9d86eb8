using Lws.Bench.Load;
using Lws.Bench.Peers;
using Spectre.Console;

namespace Lws.Bench.Idle;

/// <summary>All servers in turns: first started and left alone, then with idle connections. While one is measured, no other runs.</summary>
internal sealed class IdleRun
{
    private readonly List<StartTrial> _starts = [];
    private readonly List<IdleTrial> _trials = [];
    private readonly Dictionary<(string Server, int Connections), string> _faults = [];

    public static IdleFigures Measure(IdleSettings settings, List<Peer> peers, ProgressTask progress)
    {
        var run = new IdleRun();
        List<Peer> present = [.. peers.Where(peer => peer.IsThere)];
        progress.MaxValue = settings.StepsOf(present.Count);
        for (int start = 0; start < settings.Starts; start++)
        {
            foreach (Peer peer in present)
                run.Attempt(peer, 0, $"start {start + 1} of {settings.Starts}", progress, () => run._starts.Add(StartTrial.Run(peer)));
        }

        for (int round = 0; round < settings.Rounds; round++)
        {
            foreach (int connections in settings.Connections)
            {
                string what = $"{connections:N0} connections, round {round + 1} of {settings.Rounds}";
                foreach (Peer peer in present)
                    run.Attempt(peer, connections, what, progress, () => run._trials.Add(IdleTrial.Run(peer, connections)));
            }
        }

        return run.Figures(settings, peers);
    }

    private void Attempt(Peer peer, int connections, string what, ProgressTask progress, Action trial)
    {
        progress.Description = $"{peer.Name}, {what}";
        try
        {
            trial();
        }
        catch (Exception exception) when (exception is InvalidOperationException or LoadException or IOException)
        {
            _faults.TryAdd((peer.Name, connections), $"{what}: {exception.Message.TrimEnd('.')}");
        }

        progress.Increment(1);
    }

    private IdleFigures Figures(IdleSettings settings, List<Peer> peers) => new(
        [.. from connections in settings.Connections from peer in peers select RowOf(peer, connections)],
        [.. from trial in _trials group trial by (trial.Connections, trial.Server) into same from row in IdleAccountRow.Of([.. same]) select row]);

    private IdleRow RowOf(Peer peer, int connections) => IdleRow.Of(
        peer,
        connections,
        [.. _starts.Where(start => start.Server == peer.Name)],
        [.. _trials.Where(trial => trial.Server == peer.Name && trial.Connections == connections)],
        _faults.GetValueOrDefault((peer.Name, connections)) ?? _faults.GetValueOrDefault((peer.Name, 0)));
}

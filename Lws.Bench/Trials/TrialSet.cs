using Lws.Bench.Load;

namespace Lws.Bench.Trials;

/// <summary>Trials of several rounds, and what they say of one server beside another.</summary>
internal sealed class TrialSet(IReadOnlyList<Trial> trials)
{
    /// <summary>A figure of one server under one load, over the rounds.</summary>
    public Spread? Figure(string @case, string server, Func<LoadResult, double?> figure) =>
        Spread.Of(Of(@case, server).Select(trial => figure(trial.Result!)).OfType<double>());

    /// <summary>A figure as a multiple of that of another server or another load, each round for itself: so a slow moment of the
    /// machine falls on both sides.</summary>
    public Spread? Ratio((string Case, string Server) of, (string Case, string Server) to, Func<LoadResult, double?> figure) => Spread.Of(
        from one in Of(of.Case, of.Server)
        join other in Of(to.Case, to.Server) on one.Round equals other.Round
        let ratio = figure(one.Result!) / figure(other.Result!)
        where ratio is not null
        select ratio.Value);

    /// <summary>Whether the load was as busy as it can be in most of the rounds.</summary>
    public bool LoadWasTheLimit(string @case, string server)
    {
        List<Trial> rounds = [.. Of(@case, server)];
        return rounds.Count(trial => trial.Result!.LoadWasTheLimit) * 2 > rounds.Count;
    }

    /// <summary>Why rounds failed; null where none did.</summary>
    public string? Fault(string @case, string server)
    {
        List<Trial> all = [.. trials.Where(trial => trial.Case == @case && trial.Server == server)];
        List<Trial> failed = [.. all.Where(trial => trial.Fault is not null)];
        return failed.Count == 0 ? null : $"{failed.Count} of {all.Count} rounds failed: {failed[0].Fault!.TrimEnd('.')}";
    }

    private IEnumerable<Trial> Of(string @case, string server) =>
        trials.Where(trial => trial.Case == @case && trial.Server == server && trial.Result is not null);
}

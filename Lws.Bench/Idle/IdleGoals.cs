using Lws.Bench.Reporting;

namespace Lws.Bench.Idle;

/// <summary>What Lws is held to when nothing happens.</summary>
internal static class IdleGoals
{
    private const double BytesPerConnection = 160;
    private const double StartPssKiB = 4_096;
    private const double ReadyMillis = 30;

    public static IEnumerable<Goal> Of(IReadOnlyList<IdleRow> rows)
    {
        List<IdleRow> ours = [.. rows.Where(row => Servers.IsLws(row.Server) && row.BytesPerConnection is not null)];
        foreach (IdleRow row in ours)
            yield return new($"{row.Connections:N0} idle connections, {Servers.LabelOf(row.Server)}: bytes each",
                row.BytesPerConnection!.Value, BytesPerConnection);
        if (ours.Find(row => row.Server == Servers.LwsAot) is not { StartPssKiB: { } pss, ReadyMillis: { } ready })
            yield break;
        yield return new($"{Servers.LabelOf(Servers.LwsAot)}, at rest: PSS, KiB", pss, StartPssKiB);
        yield return new($"{Servers.LabelOf(Servers.LwsAot)}: from start to ready, ms", ready, ReadyMillis);
    }
}

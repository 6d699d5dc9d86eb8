using Lws.Bench.Reporting;

namespace Lws.Bench.Growth;

/// <summary>What Lws is held to as connections become many.</summary>
internal static class GrowthGoals
{
    private const double Growth = 1.15;
    private const double Accept = 1.3;

    public static IEnumerable<Goal> Of(GrowthFigures figures)
    {
        int fewest = figures.Rows.Select(row => row.OpenConnections).DefaultIfEmpty().Min();
        foreach (string server in Servers.Lws)
        {
            if (figures.Rows.Where(row => row.Server == server && row.OpenConnections > fewest)
                .MaxBy(row => row.RatioToFewest) is { RatioToFewest: { } ratio } worst)
                yield return new($"{Servers.LabelOf(server)}: CPU per message among {worst.OpenConnections:N0} open, times that among {fewest:N0}",
                    ratio, Growth);
        }

        foreach (AcceptRow row in figures.Accepts.Where(row => Servers.IsLws(row.Server) && row.RatioToFloor is not null))
            yield return new($"{Servers.LabelOf(row.Server)}: CPU per accept with its handshake, times the floor's", row.RatioToFloor!.Value, Accept);
    }
}

using Lws.Bench.Reporting;

namespace Lws.Bench.Growth;

/// <summary>What has to be said below the tables, on the screen and on the page alike.</summary>
internal static class GrowthRemarks
{
    public static IEnumerable<string> Of(List<GrowthRow> rows) => rows
        .Where(row => !row.Missing && row.Fault is not null)
        .Select(row => $"{Servers.LabelOf(row.Server)} among {row.OpenConnections:N0}: {row.Fault}.");

    public static IEnumerable<string> Of(List<AcceptRow> rows)
    {
        if (rows.Exists(row => row.LoadWasTheLimit))
            yield return "* The load was the limit: the server could have done more.";
        foreach (AcceptRow failed in rows.Where(row => !row.Missing && row.Fault is not null))
            yield return $"{Servers.LabelOf(failed.Server)}, new connections: {failed.Fault}.";
    }
}

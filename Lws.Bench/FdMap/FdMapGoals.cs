using Lws.Bench.Reporting;

namespace Lws.Bench.FdMap;

/// <summary>What the fd table is held to.</summary>
internal static class FdMapGoals
{
    public static IEnumerable<Goal> Of(List<FdMapRow> rows, List<ContextSizeRow> sizes)
    {
        List<FdMapRow> chosen = [.. rows.Where(row => row.Strategy == "chosen")];
        yield return new("by event: 10,000 connections against 8, at the same limit, times", chosen.Max(row => AgainstEight(row, chosen)), 1.5);
        yield return new("by event: against a direct array, times", chosen.Max(row => AgainstDirectArray(row, rows)), 1.5);
        foreach (FdPattern fds in Enum.GetValues<FdPattern>())
            yield return new($"by fd, up to 1,000 connections, {fds} descriptors, ns", chosen.Where(row => row is { Via: "fd", OpenConnections: <= 1_000 } && row.Fds == fds).Max(row => row.NsPerLookup), 6);
        yield return new("FdLimit 20: table, bytes", sizes.Where(row => row.FdLimit == 20).Max(row => row.TableBytes), 512);
        yield return new("FdLimit 20: table and records of 20, bytes", sizes.Where(row => row.FdLimit == 20).Max(row => row.FullTableAndSlabBytes!.Value), 4_096);
        yield return new("limit left out: before the first connection, bytes", sizes.Where(row => row.FdLimit is null).Max(row => row.ContextBytes), 16_384);
    }

    private static double AgainstEight(FdMapRow row, List<FdMapRow> chosen)
    {
        if (row is not { Via: "event", OpenConnections: 10_000 })
            return 0;
        FdMapRow eight = chosen.First(other => other == row with { OpenConnections = 8, NsPerLookup = other.NsPerLookup, BytesPerContext = other.BytesPerContext });
        return row.NsPerLookup / eight.NsPerLookup;
    }

    private static double AgainstDirectArray(FdMapRow row, List<FdMapRow> rows)
    {
        if (row.Via != "event")
            return 0;
        FdMapRow direct = rows.First(other => other is { Strategy: "direct-array", Via: "event" }
            && (other.FdLimit, other.OpenConnections, other.Fds) == (row.FdLimit, row.OpenConnections, row.Fds));
        return row.NsPerLookup / direct.NsPerLookup;
    }
}

using System.Globalization;
using Spectre.Console;

namespace Lws.Bench.FdMap;

/// <summary>The figures for people: one table for each way of looking up, and one of sizes.</summary>
internal static class FdMapTables
{
    private static readonly string[] Strategies = ["chosen", "scan", "hash", "growing", "direct-array", "dictionary", "linear-scan"];

    public static void Print(List<FdMapRow> rows, List<ContextSizeRow> sizes)
    {
        AnsiConsole.Write(Lookups("Lookup by event, ns (dense descriptors)", rows, "event", FdPattern.Dense));
        AnsiConsole.Write(Lookups("Lookup by fd, ns (dense descriptors)", rows, "fd", FdPattern.Dense));
        AnsiConsole.Write(Lookups("Lookup by fd, ns (every eighth descriptor)", rows, "fd", FdPattern.Eighth));
        AnsiConsole.Write(Lookups("Lookup by fd, ns (random descriptors)", rows, "fd", FdPattern.Random));
        AnsiConsole.Write(Bytes(rows));
        AnsiConsole.Write(Sizes(sizes));
    }

    public static string Name(int? limit) => limit?.ToString("N0", CultureInfo.InvariantCulture) ?? "left out";

    private static Table Lookups(string title, List<FdMapRow> rows, string via, FdPattern fds)
    {
        Table table = NewTable(title, ["FdLimit", "open", "structure", .. Strategies]);
        foreach (var group in rows.Where(row => row.Via == via && row.Fds == fds).GroupBy(row => (row.FdLimit, row.OpenConnections)))
        {
            table.AddRow(
            [
                Name(group.Key.FdLimit), Name(group.Key.OpenConnections), group.First(row => row.Strategy == "chosen").Structure,
                .. Strategies.Select(strategy => group.FirstOrDefault(row => row.Strategy == strategy)?.NsPerLookup.ToString("N2") ?? ""),
            ]);
        }

        return table;
    }

    private static Table Bytes(List<FdMapRow> rows)
    {
        Table table = NewTable("Bytes of the map (direct array: at a ulimit of 1,000,000)", ["FdLimit", "open", .. Strategies]);
        foreach (var group in rows.Where(row => row.Via == "fd" && row.Fds == FdPattern.Dense).GroupBy(row => (row.FdLimit, row.OpenConnections)))
        {
            table.AddRow(
            [
                Name(group.Key.FdLimit), Name(group.Key.OpenConnections),
                .. Strategies.Select(strategy => group.FirstOrDefault(row => row.Strategy == strategy)?.BytesPerContext.ToString("N0") ?? ""),
            ]);
        }

        return table;
    }

    private static Table Sizes(List<ContextSizeRow> sizes)
    {
        Table table = NewTable(
            "Bytes of a context", ["FdLimit", "ulimit told", "table, empty", "table and records, full", "context, no connection", "of it the receive buffer"]);
        foreach (ContextSizeRow row in sizes)
        {
            table.AddRow(
                Name(row.FdLimit), row.ReportedUlimit.ToString("N0"), row.TableBytes.ToString("N0"), row.FullTableAndSlabBytes?.ToString("N0") ?? "",
                row.ContextBytes.ToString("N0"), row.ReceiveBufferBytes.ToString("N0"));
        }

        return table;
    }

    private static Table NewTable(string title, string[] columns)
    {
        Table table = new Table().Title(title);
        foreach (string column in columns)
            table.AddColumn(column, settings => settings.RightAligned());
        return table;
    }
}

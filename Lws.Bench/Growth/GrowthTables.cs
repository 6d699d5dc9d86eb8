using Lws.Bench.Reporting;
using Spectre.Console;

namespace Lws.Bench.Growth;

/// <summary>The figures for people.</summary>
internal static class GrowthTables
{
    public static void Print(GrowthFigures figures)
    {
        AnsiConsole.Write(Growth(figures.Rows));
        AnsiConsole.Write(Accepts(figures.Accepts));
        foreach (string remark in GrowthRemarks.Of(figures.Rows).Concat(GrowthRemarks.Of(figures.Accepts)))
            AnsiConsole.WriteLine(remark);
    }

    private static Table Growth(List<GrowthRow> rows)
    {
        Table table = new Table()
            .Title($"CPU per message, µs, with {rows[0].ActiveConnections} active connections among so many open (times that of the fewest)")
            .AddColumn("");
        foreach (int open in rows.Select(row => row.OpenConnections).Distinct())
            table.AddColumn(open.ToString("N0"), column => column.RightAligned());
        foreach (var server in rows.GroupBy(row => row.Server))
            table.AddRow([Servers.LabelOf(server.Key), .. server.Select(GrowthCells.Cost)]);
        return table;
    }

    private static Table Accepts(List<AcceptRow> rows)
    {
        Table table = new Table().Title("Connections that come, shake hands and go").AddColumn("");
        foreach (string column in (string[])["CPU, times the floor's", "range", "CPU, µs", "accepts/s"])
            table.AddColumn(column, settings => settings.RightAligned());
        foreach (AcceptRow row in rows)
            table.AddRow([Servers.LabelOf(row.Server), .. GrowthCells.Accept(row)]);
        return table;
    }
}

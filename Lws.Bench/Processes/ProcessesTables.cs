using System.Globalization;
using Spectre.Console;

namespace Lws.Bench.Processes;

/// <summary>The figures for people.</summary>
internal static class ProcessesTables
{
    public static void Print(List<ProcessesRow> rows, List<SmapsRow> account, long ulimit)
    {
        Table table = new Table().Title(string.Create(CultureInfo.InvariantCulture, $"Memory at a told ulimit of {ulimit:N0}")).AddColumn("");
        foreach (string column in (string[])["processes", "connections each", "FdLimit", "PSS each, KiB", "RSS each, KiB", "PSS in all, MiB"])
            table.AddColumn(column, settings => settings.RightAligned());
        foreach (ProcessesRow row in rows)
        {
            string missing = row.Missing ? "missing" : "";
            table.AddRow(
                new Text(row.Label), new Text(row.Processes.ToString("N0")), new Text(row.ConnectionsEach.ToString("N0")),
                new Text(row.FdLimit?.ToString("N0") ?? ""), new Text(row.PssKiBPerProcess?.ToString("N0") ?? missing),
                new Text(row.RssKiBPerProcess?.ToString("N0") ?? missing), new Text(row.TotalPssMiB?.ToString("N1") ?? missing));
        }

        AnsiConsole.Write(table);
        foreach (string fault in rows.Select(row => row.Fault).OfType<string>().Distinct())
            AnsiConsole.MarkupLineInterpolated($"[yellow]missing: {fault}[/]");
        foreach (var kind in account.GroupBy(row => row.Label))
            AnsiConsole.Write(Account(kind.Key, kind));
    }

    private static Table Account(string label, IEnumerable<SmapsRow> mappings)
    {
        Table table = new Table().Title(label).AddColumn("mapping")
            .AddColumn("PSS, KiB", column => column.RightAligned()).AddColumn("private dirty, KiB", column => column.RightAligned());
        foreach (SmapsRow mapping in mappings)
            table.AddRow(mapping.Mapping, mapping.PssKiBPerProcess.ToString("N1"), mapping.PrivateDirtyKiBPerProcess.ToString("N1"));
        return table;
    }
}

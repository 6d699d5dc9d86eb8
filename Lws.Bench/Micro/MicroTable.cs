using Spectre.Console;

namespace Lws.Bench.Micro;

/// <summary>The figures for people: a table for each class of benchmarks.</summary>
internal static class MicroTable
{
    public static void Print(IEnumerable<MicroRow> rows)
    {
        foreach (var group in rows.GroupBy(row => row.Name.Split('.')[0]))
            AnsiConsole.Write(TableOf(group.Key, group));
    }

    private static Table TableOf(string title, IEnumerable<MicroRow> rows)
    {
        Table table = new Table().Title(title).AddColumns("benchmark", "parameters");
        foreach (string column in (string[])["best ns", "mean ns", "± ns", "bytes"])
            table.AddColumn(column, settings => settings.RightAligned());
        foreach (MicroRow row in rows)
        {
            table.AddRow(
                new Text(row.Name.Split('.')[1]), new Text(row.Parameters), new Text(Number(row.BestNanoseconds)),
                new Text(Number(row.MeanNanoseconds)), new Text(row.Error is { } error ? Number(error) : ""),
                new Text(row.AllocatedBytes.ToString("N0")));
        }

        return table;
    }

    // Three digits that count.
    private static string Number(double nanoseconds) => nanoseconds.ToString(nanoseconds switch { < 10 => "N2", < 100 => "N1", _ => "N0" });
}

using Lws.Bench.Attacks.Verdicts;
using Spectre.Console;

namespace Lws.Bench.Attacks;

/// <summary>The table for people.</summary>
internal static class AttackTable
{
    public static void Print(IReadOnlyList<RowResult> rows)
    {
        bool hasMemory = rows.Any(row => row.RssPeakMiB is not null);
        Table table = new Table().AddColumn("#", column => column.RightAligned()).AddColumn("input").AddColumn("expected").AddColumn("got")
            .AddColumn("verdict");
        if (hasMemory)
            table.AddColumn("RSS in MiB: before, peak, after", column => column.RightAligned().NoWrap());
        table.AddColumn("s", column => column.RightAligned());

        foreach (RowResult row in rows)
        {
            List<Text> cells =
            [
                new($"{row.Row}"), new(row.Input), new(row.Expected), new(row.Got.Length > 0 ? row.Got : row.Note ?? ""),
                new(row.Verdict.Text, new Style(Color.FromName(row.Verdict.Colour))),
            ];
            if (hasMemory)
                cells.Add(new(row.RssPeakMiB is null ? "" : $"{row.RssBeforeMiB:0} {row.RssPeakMiB:0} {row.RssAfterMiB:0}"));
            cells.Add(new($"{row.Seconds:0.0}"));
            table.AddRow(cells);
        }

        AnsiConsole.Write(table);
        PrintNotes(rows);
    }

    private static void PrintNotes(IReadOnlyList<RowResult> rows)
    {
        foreach (RowResult row in rows.Where(row => row.Got.Length > 0 && row.Note is not null))
            AnsiConsole.WriteLine($"Row {row.Row}: not seen from outside: {row.Note}.");
        IEnumerable<string> counts = rows.GroupBy(row => row.Verdict).OrderBy(group => group.Key)
            .Select(group => $"{group.Count()} {group.Key.Text}");
        AnsiConsole.WriteLine($"{rows.Count} rows: {string.Join(", ", counts)}.");
    }
}

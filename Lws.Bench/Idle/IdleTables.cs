using Lws.Bench.Reporting;
using Spectre.Console;

namespace Lws.Bench.Idle;

/// <summary>The figures for people.</summary>
internal static class IdleTables
{
    private static readonly string[] Columns = ["B/connection", "from rest", "managed", "PSS, KiB", "at rest, KiB", "ready, ms"];

    public static void Print(IdleFigures figures)
    {
        foreach (var connections in figures.Rows.GroupBy(row => row.Connections))
            AnsiConsole.Write(Overview(connections.Key, connections));
        foreach (var account in figures.Account.GroupBy(row => (row.Server, row.Connections)))
            AnsiConsole.Write(Account($"{Servers.LabelOf(account.Key.Server)}, {account.Key.Connections:N0} connections: where each byte is", account));
        foreach (string remark in IdleCells.Remarks(figures.Rows))
            AnsiConsole.WriteLine(remark);
    }

    private static Table Overview(int connections, IEnumerable<IdleRow> rows)
    {
        Table table = new Table().Title($"{connections:N0} idle connections").AddColumn("");
        foreach (string column in Columns)
            table.AddColumn(column, settings => settings.RightAligned());
        foreach (IdleRow row in rows)
        {
            table.AddRow(
                Servers.LabelOf(row.Server), IdleCells.Bytes(row), IdleCells.Number(row.BytesPerConnectionFromRest),
                IdleCells.Number(row.ManagedBytesPerConnection), IdleCells.Number(row.PssKiB), IdleCells.Number(row.StartPssKiB),
                row.ReadyMillis?.ToString("N1") ?? "");
        }

        return table;
    }

    private static Table Account(string title, IEnumerable<IdleAccountRow> rows)
    {
        Table table = new Table().Title(title).AddColumn("").AddColumn("B/connection", column => column.RightAligned());
        foreach (IdleAccountRow row in rows)
            table.AddRow(row.Part, IdleCells.Part(row.BytesPerConnection));
        table.AddRow("in all", IdleCells.Part(rows.Sum(row => row.BytesPerConnection)));
        return table;
    }
}

using Lws.Bench.Reporting;
using Spectre.Console;

namespace Lws.Bench.Echo;

/// <summary>The figures for people: all scenarios at a glance, then one table each.</summary>
internal static class EchoTables
{
    private static readonly string[] DetailColumns =
        ["ratio", "range", "CPU, µs", "messages/s", "of floor", "p50, µs", "p99, µs", "p99.9, µs", "server busy", "load busy", "B/message"];

    public static void Print(IReadOnlyList<EchoRow> rows)
    {
        AnsiConsole.Write(Overview(rows));
        foreach (var scenario in rows.GroupBy(row => row.Scenario))
            AnsiConsole.Write(Details(scenario.First(), scenario));
        foreach (string remark in EchoRemarks.Of(rows))
            AnsiConsole.WriteLine(remark);
    }

    private static Table Overview(IReadOnlyList<EchoRow> rows)
    {
        Table table = new Table().Title("Server CPU per message, times the floor's (throughput, as a part of the floor's)").AddColumn("");
        foreach (string scenario in rows.Select(row => row.Scenario).Distinct())
            table.AddColumn(scenario, column => column.RightAligned());
        foreach (var server in rows.GroupBy(row => row.Server))
            table.AddRow([Servers.LabelOf(server.Key), .. server.Select(EchoCells.Overview)]);
        return table;
    }

    private static Table Details(EchoRow scenario, IEnumerable<EchoRow> rows)
    {
        Table table = new Table().Title(EchoCells.Title(scenario)).AddColumn("");
        foreach (string column in DetailColumns)
            table.AddColumn(column, settings => settings.RightAligned());
        foreach (EchoRow row in rows)
        {
            table.AddRow([
                Servers.LabelOf(row.Server), EchoCells.Ratio(row), EchoCells.Range(row), EchoCells.Number(row.CpuMicrosPerMessage, "N3"),
                EchoCells.Throughput(row), EchoCells.Number(row.ThroughputOfFloor, "N2"), EchoCells.Number(row.P50Micros, "N0"),
                EchoCells.Number(row.P99Micros, "N0"), EchoCells.Number(row.P999Micros, "N0"), EchoCells.Number(row.ServerBusy, "P0"),
                EchoCells.Number(row.LoadBusy, "P0"), EchoCells.Number(row.BytesAllocatedPerMessage, "0.###"),
            ]);
        }

        return table;
    }
}

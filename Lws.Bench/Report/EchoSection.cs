using System.Text;
using Lws.Bench.Echo;
using Lws.Bench.Reporting;

namespace Lws.Bench.Report;

/// <summary>Messages: what they cost, how many there are, how long they take.</summary>
internal static class EchoSection
{
    public static string Write(List<EchoRow> rows)
    {
        if (rows.Count == 0)
            return "";
        var text = new StringBuilder("""
            ## CPU per message

            User and system time of the server, divided by the messages it echoed, as a multiple of the floor's. In brackets: throughput as
            a part of the floor's.

            ![Server CPU per message, times the floor's, by scenario](images/echo-ratio.svg)


            """);
        text.Append(Overview(rows)).Append(Remarks(rows));
        text.Append("## Throughput and latency\n\n![Throughput as a part of the floor's, by scenario](images/echo-throughput.svg)\n\n");
        foreach (var scenario in rows.GroupBy(row => row.Scenario))
            text.Append($"### {EchoCells.Title(scenario.First())}\n\n").Append(Details(scenario)).Append('\n');
        return text.ToString();
    }

    private static MarkdownTable Overview(List<EchoRow> rows)
    {
        var table = new MarkdownTable(["", .. rows.DistinctBy(row => row.Scenario).Select(EchoCells.ShortTitle)]);
        foreach (var server in rows.GroupBy(row => row.Server))
            table.Add([Servers.LabelOf(server.Key), .. server.Select(EchoCells.Overview)]);
        return table;
    }

    private static string Remarks(List<EchoRow> rows)
    {
        StringBuilder text = new StringBuilder().AppendRemarks(EchoRemarks.Of(rows));
        if (rows.Max(row => row.BytesAllocatedPerMessage) is { } allocated)
            text.Append($"\nLws allocates {(allocated == 0 ? "0 bytes per message in every scenario" : $"up to {allocated:0.###} bytes per message")}.\n");
        return text.Append('\n').ToString();
    }

    private static MarkdownTable Details(IEnumerable<EchoRow> rows)
    {
        var table = new MarkdownTable("", "CPU ratio", "range", "CPU, µs", "messages/s", "p50, µs", "p99, µs",
            "p99.9, µs", "server busy", "load busy");
        foreach (EchoRow row in rows)
        {
            table.Add(
                Servers.LabelOf(row.Server), EchoCells.Ratio(row), EchoCells.Range(row), EchoCells.Number(row.CpuMicrosPerMessage, "N2"),
                EchoCells.Throughput(row), EchoCells.Number(row.P50Micros, "N0"), EchoCells.Number(row.P99Micros, "N0"),
                EchoCells.Number(row.P999Micros, "N0"), EchoCells.Number(row.ServerBusy, "P0"), EchoCells.Number(row.LoadBusy, "P0"));
        }

        return table;
    }
}

using System.Text;
using Lws.Bench.Growth;
using Lws.Bench.Reporting;

namespace Lws.Bench.Report;

/// <summary>What many connections cost, and each new one.</summary>
internal static class GrowthSection
{
    public static string Write(GrowthFigures figures)
    {
        if (figures.Rows.Count == 0)
            return "";
        return $"""
            ## Among many connections

            Server CPU per message in µs: {figures.Rows[0].ActiveConnections} connections exchange messages of 64 bytes, among so many that are open; the others are silent.
            In brackets: times that among the fewest.

            ![Cost of a message against open connections](images/growth-cpu.svg)

            {Growth(figures.Rows)}
            ## New connections

            Connect, shake hands, reset. The floor accepts, echoes as many bytes as a handshake has, and closes.

            ![Cost of a connection with its handshake](images/growth-accept.svg)

            {Accepts(figures.Accepts)}

            """;
    }

    private static string Growth(List<GrowthRow> rows)
    {
        var table = new MarkdownTable(["open", .. rows.Select(row => row.OpenConnections).Distinct().Select(open => open.ToString("N0"))]);
        foreach (var server in rows.GroupBy(row => row.Server))
            table.Add([Servers.LabelOf(server.Key), .. server.Select(GrowthCells.Cost)]);
        return new StringBuilder().Append(table).AppendRemarks(GrowthRemarks.Of(rows)).ToString();
    }

    private static string Accepts(List<AcceptRow> rows)
    {
        var table = new MarkdownTable("", "CPU, times the floor's", "range", "CPU, µs", "accepts/s");
        foreach (AcceptRow row in rows)
            table.Add([Servers.LabelOf(row.Server), .. GrowthCells.Accept(row)]);
        return new StringBuilder().Append(table).AppendRemarks(GrowthRemarks.Of(rows)).ToString();
    }
}

using System.Text;
using Lws.Bench.Idle;
using Lws.Bench.Reporting;

namespace Lws.Bench.Report;

/// <summary>What a connection holds when nothing happens, and a server without any.</summary>
internal static class IdleSection
{
    public static string Write(IdleFigures figures)
    {
        if (figures.Rows.Count == 0)
            return "";
        var text = new StringBuilder("""
            ## Idle connections

            Bytes of proportional memory (PSS) that each connection adds to its server when it has exchanged a message and is silent. The
            kernel's own memory for sockets is the same for all and not in it. Before the first reading a few hundred connections have come
            and gone, so that code is loaded and compiled; "from rest" counts that as well, from a server that nobody has connected to.

            ![Memory of an idle connection, by server](images/idle-memory.svg)


            """);
        foreach (var connections in figures.Rows.GroupBy(row => row.Connections))
            text.Append(Table(connections.Key, connections)).Append('\n');
        foreach (string remark in IdleCells.Remarks(figures.Rows))
            text.Append(remark).Append("\n\n");
        text.Append(Account(figures.Account));
        text.Append($"## At rest\n\nA server that nobody has connected to: median of {figures.Rows.Max(row => row.Starts)} starts.\n\n");
        return text.Append(AtRest(figures.Rows.DistinctBy(row => row.Server))).Append('\n').ToString();
    }

    private static MarkdownTable Table(int connections, IEnumerable<IdleRow> rows)
    {
        var table = new MarkdownTable($"{connections:N0} connections", "bytes each", "from rest", "of it managed");
        foreach (IdleRow row in rows)
            table.Add(Servers.LabelOf(row.Server), IdleCells.Bytes(row), IdleCells.Number(row.BytesPerConnectionFromRest),
                IdleCells.Number(row.ManagedBytesPerConnection));
        return table;
    }

    private static string Account(List<IdleAccountRow> rows)
    {
        if (rows.Count == 0)
            return "";
        var columns = rows.GroupBy(row => (row.Server, row.Connections)).ToList();
        var table = new MarkdownTable(["bytes each", .. columns.Select(column => $"{Servers.LabelOf(column.Key.Server)}, {column.Key.Connections:N0}")]);
        foreach (string part in rows.Select(row => row.Part).Distinct())
            table.Add([part, .. columns.Select(column => IdleCells.Part(column.First(row => row.Part == part).BytesPerConnection))]);
        table.Add(["in all", .. columns.Select(column => IdleCells.Part(column.Sum(row => row.BytesPerConnection)))]);
        return $"Where each byte of Lws is, by the context's own bill (`context.Memory`) and by /proc/PID/smaps:\n\n{table}\n";
    }

    private static MarkdownTable AtRest(IEnumerable<IdleRow> rows)
    {
        var table = new MarkdownTable("", "PSS, KiB", "from start to ready, ms");
        foreach (IdleRow row in rows)
            table.Add(Servers.LabelOf(row.Server), row.Missing ? "missing" : IdleCells.Number(row.StartPssKiB),
                row.ReadyMillis?.ToString("N1") ?? "");
        return table;
    }
}

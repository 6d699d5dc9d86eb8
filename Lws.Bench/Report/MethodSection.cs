using System.Text;
using Lws.Bench.Reporting;
using Lws.Bench.Trials;

namespace Lws.Bench.Report;

/// <summary>How it was measured, what took part, and how to do it again.</summary>
internal static class MethodSection
{
    public static string Write(ReportFigures figures)
    {
        var text = new StringBuilder("## How it was measured\n\n");
        foreach (string point in Points(figures))
            text.Append("- ").Append(point).Append('\n');
        text.Append('\n').Append(Participants(figures.Participants));
        return text.Append("""

            ## Elsewhere

            What the fd table costs, and the memory of many small processes, is in [The fd map](fd-map.md). `micro` times the parts of Lws by
            themselves.

            ## Measuring again

                dotnet run -c Release --project Lws.Bench -- report

            It builds what it needs with a C compiler, libwebsockets' headers and the .NET SDK; Bun and ws come with
            `npm install --prefix Lws.Bench/Peers/npm`. What is missing is reported as missing, with how to install it. `echo`, `idle` and
            `growth` take the same figures by themselves, for longer and with more choice; each has `--help`. `report --json FILE` keeps the
            figures, and `report --from FILE` writes this page from them.

            """).ToString();
    }

    private static IEnumerable<string> Points(ReportFigures figures)
    {
        yield return "Server and load have a core each. While a server is measured, no other runs.";
        if (figures.Echo is [{ } echo, ..])
        {
            yield return $"Messages: {Trial.Text(echo.Rounds, echo.Seconds)}. In each round every scenario meets all servers in turns. A ratio is "
                + "taken within its round; the page shows the median of the ratios and their range.";
        }

        if (figures.Growth.Rows is [{ } growth, ..])
            yield return $"Many connections, new connections: {Trial.Text(growth.Rounds, growth.Seconds)}, likewise.";
        if (figures.Idle.Rows.Select(row => row.Rounds).DefaultIfEmpty().Max() is > 0 and var rounds)
        {
            yield return $"Idle connections: {RoundsOption.Text(rounds)}. A page that several processes share counts as a part for each, so other "
                + "programs of the same runtime make its code look smaller.";
        }

        yield return "CPU is user and system time of all the server's threads, from the process's own clock (clock_getcpuclockid). "
            + "Latencies come from an HDR histogram; with as many connections as here they are mostly time in the queue.";
        yield return "Each echo's length is checked, and the content of the first and the last of each connection.";
    }

    private static MarkdownTable Participants(List<ParticipantRow> rows)
    {
        var table = new MarkdownTable("server", "version");
        foreach (ParticipantRow row in rows)
            table.Add(Servers.LabelOf(row.Server), row.Version ?? $"missing: {row.Fault}");
        return table;
    }
}

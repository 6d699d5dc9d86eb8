using Lws.Bench.Reporting;
using ScottPlot;

namespace Lws.Bench.FdMap;

/// <summary>The figures as pictures.</summary>
internal static class FdMapPlots
{
    private const double LibwebsocketsBytesPerFd = 16; // a pointer in lws_lookup and a struct pollfd

    private static readonly (double Position, string Label)[] ByteTicks =
        [(2, "100 B"), (3, "1 KB"), (4, "10 KB"), (5, "100 KB"), (6, "1 MB"), (7, "10 MB"), (8, "100 MB"), (9, "1 GB"), (10, "10 GB")];

    public static void Draw(DirectoryInfo directory, List<FdMapRow> rows, List<ContextSizeRow> sizes)
    {
        DrawLookups(rows).Save(directory, "fdmap-lookup.svg");
        DrawSizes(sizes).Save(directory, "fdmap-bytes.svg");
    }

    private static Plot DrawLookups(List<FdMapRow> rows)
    {
        Plot plot = SvgPlot.Create("Time to find a connection", "open connections", "ns per lookup");
        AddLookups(plot, "Lws, by event", 0, rows, "chosen", "event");
        AddLookups(plot, "Lws, by fd", 3, rows, "chosen", "fd");
        AddLookups(plot, "array indexed by fd (8 B × ulimit)", 2, rows, "direct-array", "fd");
        AddLookups(plot, "Dictionary", 4, rows, "dictionary", "fd");
        AddLookups(plot, "linear search (libwebsockets with a limit)", 1, rows, "linear-scan", "fd");
        SvgPlot.SetTicks(plot.Axes.Bottom, [.. OpenConnections(rows).Select(open => (Math.Log10(open), open.ToString("N0")))]);
        SvgPlot.SetTicks(plot.Axes.Left, [(0, "1"), (1, "10"), (2, "100"), (3, "1,000"), (4, "10,000")]);
        plot.ShowLegend(Alignment.UpperLeft);
        return plot;
    }

    // Each number of connections in the smallest context that holds it: where the structure changes, the line may too.
    private static void AddLookups(Plot plot, string label, int series, List<FdMapRow> rows, string strategy, string via)
    {
        var points = OpenConnections(rows).Select(open => rows
            .Where(row => row.Strategy == strategy && row.Via == via && row.Fds == FdPattern.Dense && row.OpenConnections == open && row.FdLimit is not null)
            .MinBy(row => row.FdLimit)!).ToList();
        plot.AddLine(label, series, [.. points.Select(row => Math.Log10(row.OpenConnections))], [.. points.Select(row => Math.Log10(row.NsPerLookup))]);
    }

    private static IEnumerable<int> OpenConnections(List<FdMapRow> rows) =>
        rows.Where(row => row.FdLimit is null).Select(row => row.OpenConnections).Distinct().Order();

    private static Plot DrawSizes(List<ContextSizeRow> sizes)
    {
        Plot plot = SvgPlot.Create("Memory of an idle context", "ulimit -n that the process is told", "bytes per context");
        double[] ulimits = [.. sizes.Select(row => row.ReportedUlimit).Distinct().Select(ulimit => Math.Log10(ulimit))];
        plot.AddLine("libwebsockets by default: 16 B × ulimit (computed)", 1, ulimits, [.. ulimits.Select(ulimit => ulimit + Math.Log10(LibwebsocketsBytesPerFd))]);
        AddSizes(plot, "Lws, FdLimit left out: whole context", 0, sizes, ulimits, row => row.FdLimit is null ? row.ContextBytes : null);
        AddSizes(plot, "Lws, FdLimit = 20: table and records of 20 connections", 3, sizes, ulimits, row => row.FdLimit == 20 ? row.FullTableAndSlabBytes : null);
        SvgPlot.SetTicks(plot.Axes.Bottom, [(3.01, "1,024"), (Math.Log10(65_536), "65,536"), (6, "1,000,000"), (Math.Log10(1_073_741_816), "1,073,741,816")]);
        SvgPlot.SetTicks(plot.Axes.Left, ByteTicks);
        plot.ShowLegend(Alignment.UpperLeft);
        return plot;
    }

    private static void AddSizes(
        Plot plot, string label, int series, List<ContextSizeRow> sizes, double[] ulimits, Func<ContextSizeRow, long?> bytes) =>
        plot.AddLine(label, series, ulimits, [.. sizes.Select(bytes).OfType<long>().Select(value => Math.Log10(value))]);
}

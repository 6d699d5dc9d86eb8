using Lws.Bench.Reporting;
using ScottPlot;

namespace Lws.Bench.Idle;

/// <summary>Bytes per idle connection, as bars.</summary>
internal static class IdlePlots
{
    private static readonly (double Position, string Label)[] Ticks =
        [(0, "1 B"), (1, "10 B"), (2, "100 B"), (3, "1 kB"), (4, "10 kB"), (5, "100 kB")];

    public static void Draw(DirectoryInfo directory, IReadOnlyList<IdleRow> rows)
    {
        Plot plot = SvgPlot.Create("Memory of an idle connection", "", "bytes of proportional memory (logarithmic)");
        GroupedBars.Add(plot, [.. rows.Where(row => row.BytesPerConnection >= 1)
            .Select(row => new GroupedBar($"{row.Connections:N0} connections", row.Server,
                Math.Log10(row.BytesPerConnection!.Value), row.BytesPerConnection.Value.ToString("N0")))]);
        SvgPlot.SetTicks(plot.Axes.Left, Ticks);
        plot.ShowLegend(Edge.Right);
        plot.Save(directory, "idle-memory.svg");
    }
}

using Lws.Bench.Reporting;
using ScottPlot;

namespace Lws.Bench.Growth;

/// <summary>The figures as pictures.</summary>
internal static class GrowthPlots
{
    public static void Draw(DirectoryInfo directory, GrowthFigures figures)
    {
        DrawGrowth(figures.Rows).Save(directory, "growth-cpu.svg");
        DrawAccepts(figures.Accepts).Save(directory, "growth-accept.svg");
    }

    private static Plot DrawGrowth(List<GrowthRow> rows)
    {
        Plot plot = SvgPlot.Create(
            $"Cost of a message with {rows[0].ActiveConnections} active connections among many",
            "open connections (logarithmic)", "server CPU per message, µs (logarithmic)");
        List<GrowthRow> present = [.. rows.Where(row => row.CpuMicrosPerMessage > 0)];
        foreach (var server in present.GroupBy(row => row.Server))
        {
            plot.AddLine(
                Servers.LabelOf(server.Key), Servers.SeriesOf(server.Key),
                [.. server.Select(row => Math.Log10(row.OpenConnections))], [.. server.Select(row => Math.Log10(row.CpuMicrosPerMessage!.Value))]);
        }

        SvgPlot.SetTicks(plot.Axes.Bottom,
            present.Select(row => row.OpenConnections).Distinct().Select(open => (Math.Log10(open), open.ToString("N0"))));
        SvgPlot.SetTicks(plot.Axes.Left, ((int[])[1, 2, 5, 10, 20, 50, 100]).Select(tick => (Math.Log10(tick), tick.ToString())));
        plot.ShowLegend(Edge.Right);
        return plot;
    }

    private static Plot DrawAccepts(List<AcceptRow> rows)
    {
        Plot plot = SvgPlot.Create("Cost of a connection with its handshake", "", "server CPU, times the floor's (logarithmic)");
        GroupedBars.Add(plot, [.. rows.Where(row => row.Server != Servers.Floor && row.RatioToFloor is not null)
            .Select(row => new GroupedBar("accept, handshake, close", row.Server, Math.Log10(row.RatioToFloor!.Value), $"{row.RatioToFloor:N2}"))]);
        SvgPlot.SetTicks(plot.Axes.Left, ((int[])[1, 2, 3, 5, 10, 20, 50]).Select(tick => (Math.Log10(tick), tick.ToString())));
        plot.ShowLegend(Edge.Right);
        return plot;
    }
}

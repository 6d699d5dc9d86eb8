using Lws.Bench.Reporting;
using ScottPlot;

namespace Lws.Bench.Echo;

/// <summary>The figures as pictures: a group of bars for each scenario, a bar for each server.</summary>
internal static class EchoPlots
{
    public static void Draw(DirectoryInfo directory, IReadOnlyList<EchoRow> rows)
    {
        DrawRatios(rows).Save(directory, "echo-ratio.svg");
        DrawThroughput(rows).Save(directory, "echo-throughput.svg");
    }

    private static Plot DrawRatios(IReadOnlyList<EchoRow> rows)
    {
        Plot plot = SvgPlot.Create("Server CPU per message", "", "times the floor's (logarithmic)");
        // The bars stand on the floor: what rises above 1 is the price of the protocol.
        GroupedBars.Add(plot, [.. rows.Where(row => row.Server != Servers.Floor && row.RatioToFloor is not null)
            .Select(row => new GroupedBar(row.Scenario, row.Server, Math.Log10(row.RatioToFloor!.Value), $"{row.RatioToFloor:0.00}"))]);
        SvgPlot.SetTicks(plot.Axes.Left, [.. ((double[])[1, 1.2, 1.5, 2, 3, 5, 10, 20, 50]).Select(tick => (Math.Log10(tick), tick.ToString()))]);
        plot.ShowLegend(Edge.Right);
        return plot;
    }

    private static Plot DrawThroughput(IReadOnlyList<EchoRow> rows)
    {
        Plot plot = SvgPlot.Create("Throughput", "", "as a part of the floor's");
        GroupedBars.Add(plot, [.. rows.Where(row => row.Server != Servers.Floor && row.ThroughputOfFloor is not null)
            .Select(row => new GroupedBar(row.Scenario, row.Server, row.ThroughputOfFloor!.Value, $"{row.ThroughputOfFloor:0.00}"))]);
        plot.ShowLegend(Edge.Right);
        return plot;
    }
}

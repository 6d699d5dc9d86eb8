using ScottPlot;

namespace Lws.Bench.Reporting;

/// <summary>Bars of servers beside each other, in groups.</summary>
internal static class GroupedBars
{
    private const double GapBetweenGroups = 1.2; // in bars
    private const float TextSize = 9;

    public static void Add(Plot plot, List<GroupedBar> bars)
    {
        string[] groups = [.. bars.Select(bar => bar.Group).Distinct()];
        string[] servers = [.. bars.Select(bar => bar.Server).Distinct()];
        double width = servers.Length + GapBetweenGroups;
        foreach (GroupedBar bar in bars)
        {
            double position = (Array.IndexOf(groups, bar.Group) * width) + Array.IndexOf(servers, bar.Server);
            plot.Add.Bar(new Bar
            {
                Position = position,
                Value = bar.Height,
                Size = 0.9,
                LineWidth = 0,
                FillColor = SvgPlot.Colour(Servers.SeriesOf(bar.Server)),
            });
            Label(plot, bar, position);
        }

        SvgPlot.SetTicks(plot.Axes.Bottom, groups.Select((group, index) => ((index * width) + ((servers.Length - 1) / 2.0), group)));
        plot.Axes.Bottom.MajorTickStyle.Length = 0;
        plot.Axes.Margins(bottom: 0, top: 0.08);
        foreach (string server in servers)
        {
            Color colour = SvgPlot.Colour(Servers.SeriesOf(server));
            plot.Legend.ManualItems.Add(new() { LabelText = Servers.LabelOf(server), FillColor = colour, LineWidth = 0 });
        }
    }

    private static void Label(Plot plot, GroupedBar bar, double position)
    {
        var text = plot.Add.Text(bar.Text, position, Math.Max(bar.Height, 0));
        text.LabelAlignment = Alignment.LowerCenter;
        text.LabelFontSize = TextSize;
        text.LabelFontColor = plot.Axes.Left.TickLabelStyle.ForeColor;
    }
}

using Lws.Bench.Reporting;
using ScottPlot;

namespace Lws.Bench.Processes;

/// <summary>The memory of all processes of each kind, as bars.</summary>
internal static class ProcessesPlot
{
    public static void Draw(DirectoryInfo directory, List<ProcessesRow> rows)
    {
        List<ProcessesRow> present = [.. rows.Where(row => !row.Missing)];
        ProcessesRow first = present[0];
        Plot plot = SvgPlot.Create(
            $"{first.Processes} processes with {first.ConnectionsEach} connections each, told a ulimit of {first.ReportedUlimit:N0}",
            "proportional memory of all of them, MiB (logarithmic)", "");

        for (int index = 0; index < present.Count; index++)
        {
            ProcessesRow row = present[index];
            double log = Math.Log10(row.TotalPssMiB!.Value);
            var bar = plot.Add.Bar(position: -index, value: log);
            bar.Horizontal = true;
            bar.Bars[0].ValueBase = -1;
            bar.Color = SvgPlot.Colour(SeriesOf(row));
            bar.Bars[0].LineWidth = 0;
            var text = plot.Add.Text($" {row.TotalPssMiB:N1}", log, -index);
            text.LabelAlignment = Alignment.MiddleLeft;
            text.LabelFontColor = plot.Axes.Left.TickLabelStyle.ForeColor;
        }

        SvgPlot.SetTicks(plot.Axes.Left, [.. present.Select((row, index) => ((double)-index, row.Label))]);
        SvgPlot.SetTicks(plot.Axes.Bottom, [(-1, "0.1"), (0, "1"), (1, "10"), (2, "100"), (3, "1,000")]);
        plot.Axes.SetLimitsX(-1, 3.3);
        plot.Save(directory, "processes-memory.svg");
    }

    private static int SeriesOf(ProcessesRow row) => row.Server switch
    {
        "lws-aot" => 0,
        "floor" => 6,
        _ => 1,
    };
}

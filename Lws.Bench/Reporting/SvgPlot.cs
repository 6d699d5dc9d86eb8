using ScottPlot;

namespace Lws.Bench.Reporting;

/// <summary>A plot for the pages under docs/: no background and middling colours, so that it is read in light and in dark.</summary>
internal static class SvgPlot
{
    private const int Width = 860;
    private const int Height = 460;

    private static readonly Color Ink = Color.FromHex("#808488");
    private static readonly Color Grid = Color.FromHex("#80848840");

    private static readonly string[] Series = ["#2F81F7", "#E5534B", "#D29922", "#3FA66B", "#A371F7", "#DB61A2", "#808488", "#57ABB5"];

    public static Color Colour(int series) => Color.FromHex(Series[series % Series.Length]);

    public static Plot Create(string title, string x, string y)
    {
        var plot = new Plot();
        plot.FigureBackground.Color = Colors.Transparent;
        plot.DataBackground.Color = Colors.Transparent;
        plot.Axes.Color(Ink);
        plot.Grid.MajorLineColor = Grid;
        plot.Title(title, size: 17);
        plot.Axes.Title.Label.ForeColor = Ink;
        plot.XLabel(x, size: 14);
        plot.YLabel(y, size: 14);
        plot.Legend.BackgroundColor = Colors.Transparent;
        plot.Legend.OutlineColor = Colors.Transparent;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.FontColor = Ink;
        return plot;
    }

    /// <summary>Adds a line through points whose coordinates are logarithms to the base 10 where the axes are logarithmic.</summary>
    public static void AddLine(this Plot plot, string label, int series, double[] x, double[] y)
    {
        var line = plot.Add.Scatter(x, y, Colour(series));
        line.LegendText = label;
        line.LineWidth = 2.5f;
        line.MarkerSize = 7;
    }

    /// <summary>Names the places of an axis by hand.</summary>
    public static void SetTicks(IAxis axis, IEnumerable<(double Position, string Label)> ticks)
    {
        var generator = new ScottPlot.TickGenerators.NumericManual();
        foreach ((double position, string label) in ticks)
            generator.AddMajor(position, label);
        ((dynamic)axis).TickGenerator = generator;
    }

    public static void Save(this Plot plot, DirectoryInfo directory, string name)
    {
        directory.Create();
        plot.SaveSvg(Path.Combine(directory.FullName, name), Width, Height);
    }
}

namespace Lws.Bench.Trials;

/// <summary>What the rounds gave: their median and their range.</summary>
internal readonly record struct Spread(double Median, double Min, double Max)
{
    /// <returns>Null where there is nothing to take a median of.</returns>
    public static Spread? Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        if (sorted.Length == 0)
            return null;
        int middle = sorted.Length / 2;
        double median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new(median, sorted[0], sorted[^1]);
    }

    /// <summary>No more digits than the measurement is good for.</summary>
    public Spread Round(int digits) => new(Math.Round(Median, digits), Math.Round(Min, digits), Math.Round(Max, digits));
}

namespace Lws.Bench.Growth;

/// <summary>The text of a table's cells, on the screen and on the page alike.</summary>
internal static class GrowthCells
{
    public static string Cost(GrowthRow row) => row switch
    {
        { Missing: true } => "missing",
        { CpuMicrosPerMessage: { } cpu } => $"{cpu:N2} ({row.RatioToFewest:N2})",
        _ => "failed",
    };

    /// <summary>Ratio, range, microseconds, accepts a second.</summary>
    public static string[] Accept(AcceptRow row) => row switch
    {
        { Missing: true } => ["missing", "", "", ""],
        { CpuMicrosPerAccept: { } cpu } =>
        [
            row.RatioToFloor?.ToString("N2") ?? "", row.RatioMin is null ? "" : $"{row.RatioMin:N2}–{row.RatioMax:N2}", cpu.ToString("N1"),
            $"{row.AcceptsPerSecond:N0}{(row.LoadWasTheLimit ? "*" : "")}",
        ],
        _ => ["failed", "", "", ""],
    };
}

namespace Lws.Bench.Echo;

/// <summary>The text of a table's cells, on the screen and on the page alike.</summary>
internal static class EchoCells
{
    public static string Title(EchoRow row) =>
        $"{row.Scenario}: {Size(row.PayloadBytes)}, {row.Connections:N0} connections, {row.Depth} in flight each";

    public static string ShortTitle(EchoRow row) => $"{row.Scenario}: {Size(row.PayloadBytes)} × {row.Connections:N0} × {row.Depth}";

    /// <summary>Ratio and throughput in one.</summary>
    public static string Overview(EchoRow row) =>
        row.RatioToFloor is null ? Ratio(row) : $"{row.RatioToFloor:N2} ({row.ThroughputOfFloor:N2}){(row.LoadWasTheLimit ? "*" : "")}";

    public static string Ratio(EchoRow row) => row switch
    {
        { Missing: true } => "missing",
        { MessagesPerSecond: null } => "failed",
        _ => Number(row.RatioToFloor, "N2"),
    };

    public static string Range(EchoRow row) => row.RatioMin is null ? "" : $"{row.RatioMin:N2}–{row.RatioMax:N2}";

    public static string Throughput(EchoRow row) => Number(row.MessagesPerSecond, "N0") + (row.LoadWasTheLimit ? "*" : "");

    public static string Number(double? value, string format) => value?.ToString(format) ?? "";

    private static string Size(int bytes) => bytes >= 1_024 && bytes % 1_024 == 0 ? $"{bytes / 1_024} KiB" : $"{bytes} B";
}

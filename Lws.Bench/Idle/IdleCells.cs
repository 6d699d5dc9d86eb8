using Lws.Bench.Reporting;

namespace Lws.Bench.Idle;

/// <summary>The text of a table's cells, on the screen and on the page alike.</summary>
internal static class IdleCells
{
    public static string Bytes(IdleRow row) => row switch
    {
        { Missing: true } => "missing",
        { BytesPerConnection: null } => "failed",
        _ => Number(row.BytesPerConnection),
    };

    public static string Number(double? value) => value is { } number ? Text(number, 0) : "";

    public static string Part(double bytes) => Text(bytes, 1);

    /// <summary>What failed, in sentences.</summary>
    public static IEnumerable<string> Remarks(List<IdleRow> rows) => rows
        .Where(row => !row.Missing && row.Fault is not null)
        .Select(row => $"{Servers.LabelOf(row.Server)}, {row.Fault}.")
        .Distinct();

    // Without the sign of what is rounded to nothing.
    private static string Text(double value, int digits) => (Math.Round(value, digits) + 0.0).ToString($"N{digits}");
}

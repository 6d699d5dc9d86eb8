namespace Lws.Bench.Growth;

/// <summary>What the command has found.</summary>
/// <param name="Rows">Each server among each number of connections.</param>
/// <param name="Accepts">Each server with connections that come and go.</param>
internal sealed record GrowthFigures(List<GrowthRow> Rows, List<AcceptRow> Accepts)
{
    public bool HasFailed =>
        Rows.Exists(row => row is { Missing: false, Fault: not null }) || Accepts.Exists(row => row is { Missing: false, Fault: not null });
}

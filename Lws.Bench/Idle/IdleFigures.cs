namespace Lws.Bench.Idle;

/// <summary>What the command has found.</summary>
/// <param name="Rows">Each server with each number of connections.</param>
/// <param name="Account">Where the bytes of Lws's connections are.</param>
internal sealed record IdleFigures(List<IdleRow> Rows, List<IdleAccountRow> Account);

namespace Lws.Bench.Peers;

/// <summary>One peer, as <c>--json</c> writes it; figures are null where it is missing.</summary>
/// <param name="Server">Its name.</param>
/// <param name="ReadyMillis">From start to the first connection taken: the median of the starts.</param>
/// <param name="StartPssKiB">Proportional memory before the first message.</param>
/// <param name="Fault">Why it is missing.</param>
internal sealed record PeersRow(string Server, double? ReadyMillis, double? StartPssKiB, string? Fault)
{
    public string Bench => "peers";

    public bool Missing => Fault is not null;
}

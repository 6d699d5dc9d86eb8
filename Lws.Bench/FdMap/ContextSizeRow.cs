namespace Lws.Bench.FdMap;

/// <summary>What a context costs, as <c>--json</c> writes it.</summary>
/// <param name="FdLimit">Null where it is left out.</param>
/// <param name="ReportedUlimit">The limit of open files that the process was told.</param>
/// <param name="TableBytes">The fd table before the first connection.</param>
/// <param name="FullTableAndSlabBytes">Table and connection records with FdLimit connections; null where the limit is left out.</param>
/// <param name="ContextBytes">All that was allocated until the context could listen: table, timers, pools and buffers.</param>
/// <param name="ReceiveBufferBytes">The part of it that is the receive buffer.</param>
internal sealed record ContextSizeRow(
    int? FdLimit, long ReportedUlimit, long TableBytes, long? FullTableAndSlabBytes, long ContextBytes, long ReceiveBufferBytes)
{
    public string Bench => "fdmap-context";

    public string Server => "lws-jit";

    public bool Missing => false;
}

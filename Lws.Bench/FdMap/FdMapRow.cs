namespace Lws.Bench.FdMap;

/// <summary>A lookup's time, as <c>--json</c> writes it.</summary>
/// <param name="Strategy"><c>chosen</c>, or a structure by name.</param>
/// <param name="Structure">The structure's name, of the chosen one too.</param>
/// <param name="Via"><c>event</c> or <c>fd</c>.</param>
/// <param name="FdLimit">Null where it is left out.</param>
/// <param name="OpenConnections">Descriptors in the map.</param>
/// <param name="Fds">Which descriptors.</param>
/// <param name="NsPerLookup">The best batch.</param>
/// <param name="BytesPerContext">What the map costs a context, in this state.</param>
internal sealed record FdMapRow(
    string Strategy, string Structure, string Via, int? FdLimit, int OpenConnections, FdPattern Fds, double NsPerLookup, long BytesPerContext)
{
    public string Bench => "fdmap";

    public string Server => "lws-jit";

    public bool Missing => false;

    public static FdMapRow Of(LookupTimer timer, Via via) => new(
        timer.Case.Strategy,
        timer.Case.Strategy == "chosen" ? EmittedTable.StrategyOf(timer.Case.FdLimit) : timer.Case.Strategy,
        via == FdMap.Via.Event ? "event" : "fd",
        timer.Case.FdLimit,
        timer.Case.OpenConnections,
        timer.Case.Fds,
        Math.Round(timer.NanosecondsOf(via), 3),
        timer.Bytes);
}

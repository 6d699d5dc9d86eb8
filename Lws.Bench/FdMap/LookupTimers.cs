using Lws.Bench.FdMap.Strategies;
using Lws.Connections;

namespace Lws.Bench.FdMap;

/// <summary>Makes the timers of all cases.</summary>
internal static class LookupTimers
{
    private static readonly int[] OpenConnections = [8, 20, 64, 256, 1_000, 10_000];

    /// <param name="limit">A limit, or null for the limit left out.</param>
    /// <returns>The open connections to measure at: the full table of a small context, and the round numbers below.</returns>
    public static IEnumerable<int> OpenConnectionsAt(int? limit)
    {
        IEnumerable<int> below = OpenConnections.Where(open => open <= (limit ?? int.MaxValue));
        return limit is < 64 and { } small ? below.Append(small).Distinct() : below;
    }

    public static List<LookupTimer> CreateAll() =>
    [
        .. from limit in FdMapContexts.Limits
           from open in OpenConnectionsAt(limit)
           from fds in Enum.GetValues<FdPattern>()
           from timer in Create(limit, open, fds)
           select timer,
    ];

    private static IEnumerable<LookupTimer> Create(int? limit, int open, FdPattern fds)
    {
        LookupCase Case(string strategy) => new(strategy, limit, open, fds);

        yield return CreateChosen(Case("chosen"));
        if (limit is { } inPlace)
        {
            yield return CreateScan(Case("scan"), inPlace);
            yield return CreateHash(Case("hash"), inPlace);
        }

        yield return new LookupTimer<TableLookup<GrowingFdTable>>(Case("growing"));
        yield return new LookupTimer<DirectArray>(Case("direct-array"));
        yield return new LookupTimer<DictionaryLookup>(Case("dictionary"));
        yield return new LookupTimer<LinearScan>(Case("linear-scan"));
    }

    private static LookupTimer CreateChosen(LookupCase @case)
    {
        Type lookup = typeof(TableLookup<>).MakeGenericType(EmittedTable.TypeOf(@case.FdLimit));
        return (LookupTimer)Activator.CreateInstance(typeof(LookupTimer<>).MakeGenericType(lookup), @case)!;
    }

    private static LookupTimer CreateScan(LookupCase @case, int limit) => limit switch
    {
        4 => new LookupTimer<ScanTable<Ints4>>(@case),
        8 => new LookupTimer<ScanTable<Ints8>>(@case),
        16 => new LookupTimer<ScanTable<Ints16>>(@case),
        20 => new LookupTimer<ScanTable<Ints20>>(@case),
        32 => new LookupTimer<ScanTable<Ints32>>(@case),
        64 => new LookupTimer<ScanTable<Ints64>>(@case),
        256 => new LookupTimer<ScanTable<Ints256>>(@case),
        1_000 => new LookupTimer<ScanTable<Ints1000>>(@case),
        10_000 => new LookupTimer<ScanTable<Ints10000>>(@case),
        65_536 => new LookupTimer<ScanTable<Ints65536>>(@case),
        _ => throw new ArgumentOutOfRangeException(nameof(limit), limit, "There is no inline array of this length."),
    };

    private static LookupTimer CreateHash(LookupCase @case, int limit) => limit switch
    {
        4 => new LookupTimer<HashTable<Ints4, Ints16>>(@case),
        8 => new LookupTimer<HashTable<Ints8, Ints32>>(@case),
        16 => new LookupTimer<HashTable<Ints16, Ints64>>(@case),
        20 => new LookupTimer<HashTable<Ints20, Ints64>>(@case),
        32 => new LookupTimer<HashTable<Ints32, Ints128>>(@case),
        64 => new LookupTimer<HashTable<Ints64, Ints256>>(@case),
        256 => new LookupTimer<HashTable<Ints256, Ints1024>>(@case),
        1_000 => new LookupTimer<HashTable<Ints1000, Ints4096>>(@case),
        10_000 => new LookupTimer<HashTable<Ints10000, Ints32768>>(@case),
        65_536 => new LookupTimer<HashTable<Ints65536, Ints262144>>(@case),
        _ => throw new ArgumentOutOfRangeException(nameof(limit), limit, "There is no inline array of this length."),
    };
}

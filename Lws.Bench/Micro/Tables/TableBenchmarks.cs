using BenchmarkDotNet.Attributes;
using Lws.Bench.FdMap;
using Lws.Bench.FdMap.Strategies;
using Lws.Connections;

namespace Lws.Bench.Micro.Tables;

/// <summary>Lookups in a full table of random descriptors, as the loop makes them; <c>fdmap</c> has more sizes and patterns.</summary>
public class TableBenchmarks
{
    private LookupRun _run = null!;

    [Params(20, 1_000)]
    public int FdLimit { get; set; }

    [Params(TableShape.Chosen, TableShape.Scan, TableShape.Hash, TableShape.Growing, TableShape.Dictionary, TableShape.DirectArray)]
    public TableShape Shape { get; set; }

    [GlobalSetup]
    public void Fill() => _run = Create(new LookupCase(Shape.ToString(), FdLimit, FdLimit, FdPattern.Random));

    /// <summary>With the 64 bits that the kernel hands back.</summary>
    [Benchmark(OperationsPerInvoke = LookupRun.Length)]
    public int ByEvent() => _run.FindByEvents();

    /// <summary>With the descriptor's number alone.</summary>
    [Benchmark(OperationsPerInvoke = LookupRun.Length)]
    public int ByFd() => _run.FindByFds();

    private static LookupRun Create(LookupCase @case) => (Enum.Parse<TableShape>(@case.Strategy), @case.FdLimit) switch
    {
        (TableShape.Chosen, _) => CreateChosen(@case),
        (TableShape.Scan, 20) => new LookupRun<ScanTable<Ints20>>(@case),
        (TableShape.Scan, 1_000) => new LookupRun<ScanTable<Ints1000>>(@case),
        (TableShape.Hash, 20) => new LookupRun<HashTable<Ints20, Ints64>>(@case),
        (TableShape.Hash, 1_000) => new LookupRun<HashTable<Ints1000, Ints4096>>(@case),
        (TableShape.Growing, _) => new LookupRun<TableLookup<GrowingFdTable>>(@case),
        (TableShape.Dictionary, _) => new LookupRun<DictionaryLookup>(@case),
        (TableShape.DirectArray, _) => new LookupRun<DirectArray>(@case),
        _ => throw new ArgumentException($"There is no table for {@case}.", nameof(@case)),
    };

    private static LookupRun CreateChosen(LookupCase @case)
    {
        Type lookup = typeof(TableLookup<>).MakeGenericType(EmittedTable.TypeOf(@case.FdLimit));
        return (LookupRun)Activator.CreateInstance(typeof(LookupRun<>).MakeGenericType(lookup), @case)!;
    }
}

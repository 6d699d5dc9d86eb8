using System.Diagnostics;

namespace Lws.Bench.Micro.Allocations;

/// <summary>Counts to the byte what a benchmark allocates.</summary>
/// <remarks>
/// Not by BenchmarkDotNet's memory diagnoser: it counts the whole process, in which the runtime's own threads allocate now and then, and
/// rounds the quotient down, so that it neither can be trusted with one byte too many nor would show one in a hundred operations.
/// </remarks>
internal static class AllocationCounter
{
    private const int Operations = 100_000;
    private const int MinCalls = 1_000;
    private const int WarmUpPart = 5;

    // The smallest counts: the runtime allocates a little on any thread when it replaces a method by a better compiled one, which
    // does not come twice. What a message allocates comes each time.
    private const int Counts = 4;

    // What takes long is counted less often.
    private static readonly TimeSpan LongestCount = TimeSpan.FromSeconds(3);

    public static AllocationCount Count(CountedBenchmark benchmark) =>
        Count(benchmark, Math.Max(MinCalls, Operations / benchmark.OperationsPerCall), LongestCount);

    /// <param name="benchmark">What to count.</param>
    /// <param name="calls">How often to call it, after a fifth of that to warm up.</param>
    /// <param name="longest">How long at most; then it is called less often.</param>
    public static AllocationCount Count(CountedBenchmark benchmark, int calls, TimeSpan longest)
    {
        // Pools and slabs grow once, to what the benchmark needs.
        Call(benchmark, calls / WarmUpPart, longest);

        AllocationCount count = CountOnce(benchmark, calls, longest);
        for (int again = 1; again < Counts && count.TotalBytes > 0; again++)
        {
            AllocationCount other = CountOnce(benchmark, calls, longest);
            count = other.AllocatedBytes < count.AllocatedBytes ? other : count;
        }

        return count;
    }

    private static AllocationCount CountOnce(CountedBenchmark benchmark, int calls, TimeSpan longest)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        int called = Call(benchmark, calls, longest);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return new AllocationCount(benchmark.Name, (long)called * benchmark.OperationsPerCall, allocated);
    }

    private static int Call(CountedBenchmark benchmark, int calls, TimeSpan longest)
    {
        long start = Stopwatch.GetTimestamp();
        int called = 0;
        while (called < calls && Stopwatch.GetElapsedTime(start) < longest)
        {
            benchmark.Call();
            called++;
        }

        return called;
    }
}

using Lws.Bench.Micro.Allocations;
using Lws.Tests.Limits;
using Xunit;

namespace Lws.Tests.Bench.Micro;

[Collection(Alone.Name)]
public class EmbeddedBenchmarkTests
{
    private const int Calls = 200;

    [Fact]
    public void The_file_of_expected_allocations_names_exactly_the_benchmarks_that_exist() =>
        Assert.Equal(CountedBenchmark.EmbeddedNames.Order(), AllocationFile.Read().Keys.Order());

    // Setting one up compares its answers with what they should be; .ci/run counts more often, in the optimised build.
    [Fact]
    public void Each_embedded_benchmark_answers_and_allocates_as_expected()
    {
        AllocationCount[] counts = [.. CountedBenchmark.CreateEmbedded().Select(benchmark => Count(benchmark))];

        Assert.Equal(CountedBenchmark.EmbeddedNames, counts.Select(count => count.Name));
        Assert.Empty(AllocationCheck.Compare(AllocationFile.Read(), counts));
    }

    [Fact]
    public void Bytes_are_counted_to_the_last_one()
    {
        byte[] kept = [];
        var benchmark = new CountedBenchmark("array", OperationsPerCall: 2, () => kept = new byte[8]);

        AllocationCount count = Count(benchmark);

        const int BytesOfArray = 16 + 8 + 8; // an object's header and type, the length, the elements
        Assert.Equal(new AllocationCount("array", 2 * Calls, Calls * BytesOfArray), count);
        Assert.Equal(8, kept.Length);
    }

    private static AllocationCount Count(CountedBenchmark benchmark) => AllocationCounter.Count(benchmark, Calls, TimeSpan.MaxValue);
}

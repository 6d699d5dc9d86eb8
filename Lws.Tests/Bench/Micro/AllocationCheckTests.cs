using Lws.Bench.Micro.Allocations;
using Xunit;

namespace Lws.Tests.Bench.Micro;

public class AllocationCheckTests
{
    [Fact]
    public void What_allocates_as_expected_is_not_mentioned() =>
        Assert.Empty(Compare(("a", 0), ("b", 600), new("a", 100_000, 0), new("b", 1_000, 600_000)));

    [Fact]
    public void One_byte_too_many_in_all_operations_together_fails()
    {
        AllocationFinding finding = Assert.Single(Compare(("a", 0), ("b", 600), new("a", 100_000, 1), new("b", 1_000, 600_000)));

        Assert.True(finding.IsFailure);
        Assert.Equal("a has allocated 1 bytes in 100,000 operations, expected are 0 in each.", finding.Text);
    }

    [Fact]
    public void A_byte_too_many_fails_where_some_are_expected() =>
        Assert.True(Assert.Single(Compare(("a", 0), ("b", 600), new("a", 100_000, 0), new("b", 1_000, 600_001))).IsFailure);

    [Fact]
    public void Less_than_expected_is_a_note() =>
        Assert.False(Assert.Single(Compare(("a", 0), ("b", 600), new("a", 100_000, 0), new("b", 1_000, 599_999))).IsFailure);

    [Fact]
    public void A_benchmark_that_the_file_does_not_name_fails()
    {
        AllocationFinding finding = Assert.Single(Compare(("a", 0), ("a2", 0), new("a", 1, 0), new("a2", 1, 0), new("new", 1, 0)));

        Assert.True(finding.IsFailure);
        Assert.StartsWith("new is not in ", finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_without_a_benchmark_fails()
    {
        AllocationFinding finding = Assert.Single(Compare(("a", 0), ("old", 0), new AllocationCount("a", 1, 0)));

        Assert.True(finding.IsFailure);
        Assert.EndsWith("names old, which there is no more.", finding.Text, StringComparison.Ordinal);
    }

    private static List<AllocationFinding> Compare(
        (string Name, long Bytes) first, (string Name, long Bytes) second, params AllocationCount[] counts)
    {
        var expected = new Dictionary<string, long> { [first.Name] = first.Bytes, [second.Name] = second.Bytes };
        return [.. AllocationCheck.Compare(expected, counts)];
    }
}

using Lws.Connections;
using Xunit;

namespace Lws.Tests.Connections.FdTables;

public class PagedFdTableTests : FdTableTests<PagedFdTable>
{
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(100)]
    public void Descriptors_dealt_out_in_turn_to_several_loops_are_spread_over_the_buckets(int stride)
    {
        foreach (int buckets in (int[])[128, 10_000, 16_384])
        {
            int fullest = Enumerable.Range(0, buckets).CountBy(i => PagedFdTable.BucketOf(i * stride, buckets)).Max(bucket => bucket.Value);
            Assert.InRange(fullest, 1, 12);
        }
    }

    [Fact]
    public void An_empty_table_without_a_limit_costs_next_to_nothing_and_a_connection_about_16_bytes()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        var table = new PagedFdTable(int.MaxValue);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 200);

        for (int fd = 0; fd < 10_000; fd++)
            table.TryAdd(fd, out _);
        Assert.InRange(table.Bytes, 16 * 10_000, 165_000);
    }

    [Fact]
    public void A_single_huge_descriptor_costs_one_page()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        var table = new PagedFdTable(int.MaxValue);
        Assert.True(table.TryAdd(1_073_741_815, out _));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 4_096);
    }

    protected override PagedFdTable Create(int limit) => new(limit);
}

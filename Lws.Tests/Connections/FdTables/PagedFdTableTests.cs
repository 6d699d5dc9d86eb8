using Lws.Connections;
using Xunit;

namespace Lws.Tests.Connections.FdTables;

public class PagedFdTableTests : FdTableTests<PagedFdTable>
{
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(100)]
    public void It_finds_all_of_ten_thousand_descriptors_after_each_bucket_that_it_adds(int stride)
    {
        PagedFdTable table = default;
        table.Initialize(int.MaxValue);
        for (int i = 0; i < 10_000; i++)
        {
            Assert.True(table.TryAdd(i * stride, out int added));
            Assert.Equal(i, added);
            Assert.True(table.TryFind(i / 2 * stride, out int slot));
            Assert.Equal(i / 2, slot);
        }

        for (int i = 0; i < 10_000; i++)
            Assert.True(table.TryFind(i * stride, out int slot) && slot == i);
    }

    [Fact]
    public void An_empty_table_without_a_limit_costs_next_to_nothing_and_a_connection_about_16_bytes()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        PagedFdTable table = default;
        table.Initialize(int.MaxValue);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 200);

        for (int fd = 0; fd < 10_000; fd++)
            table.TryAdd(fd, out _);
        Assert.InRange(table.Bytes, 16 * 10_000, 165_000);
    }

    [Fact]
    public void A_single_huge_descriptor_costs_one_page()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        PagedFdTable table = default;
        table.Initialize(int.MaxValue);
        Assert.True(table.TryAdd(1_073_741_815, out _));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 4_096);
    }
}

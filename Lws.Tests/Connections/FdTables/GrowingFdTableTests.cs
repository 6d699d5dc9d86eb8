using Lws.Connections;
using Xunit;

namespace Lws.Tests.Connections.FdTables;

public class GrowingFdTableTests : FdTableTests<GrowingFdTable>
{
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(100)]
    public void It_finds_all_of_ten_thousand_descriptors_while_it_grows(int stride)
    {
        GrowingFdTable table = default;
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
    public void An_empty_table_without_a_limit_costs_nothing_and_a_connection_14_to_112_bytes()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        GrowingFdTable table = default;
        table.Initialize(int.MaxValue);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(0, table.Bytes);

        for (int fd = 0; fd < 20_000; fd++)
        {
            table.TryAdd(fd, out _);
            if (fd >= 100)
                Assert.InRange(table.Bytes / (fd + 1.0), 14, 112);
        }
    }

    [Fact]
    public void A_single_huge_descriptor_costs_what_a_small_one_does()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        GrowingFdTable table = default;
        table.Initialize(int.MaxValue);
        Assert.True(table.TryAdd(1_073_741_815, out _));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 512);
    }
}

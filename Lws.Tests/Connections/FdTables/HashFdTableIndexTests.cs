using Lws.Connections;
using Xunit;

namespace Lws.Tests.Connections.FdTables;

public class HashFdTableIndexTests
{
    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 8)]
    [InlineData(3, 16)]
    [InlineData(20, 64)]
    [InlineData(64, 256)]
    [InlineData(85, 256)]
    [InlineData(86, 512)]
    [InlineData(1_000, 4_096)]
    [InlineData(65_536, 262_144)]
    [InlineData(1 << 28, 1 << 30)]
    public void The_index_is_a_power_of_two_and_at_most_a_third_full(int limit, int length)
    {
        Assert.Equal(length, HashFdTable.IndexLengthFor(limit));
    }

    [Theory]
    [InlineData(0)]
    [InlineData((1 << 28) + 1)]
    public void A_limit_that_no_index_can_serve_is_refused(int limit)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => HashFdTable.IndexLengthFor(limit));
    }
}

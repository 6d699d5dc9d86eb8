using Lws.Connections;
using Xunit;

namespace Lws.Tests.Connections.FdTables;

public class HashFdTableIndexTests
{
    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(3, 8)]
    [InlineData(20, 64)]
    [InlineData(64, 128)]
    [InlineData(65, 256)]
    [InlineData(1_000, 2_048)]
    [InlineData(65_536, 131_072)]
    [InlineData(1 << 29, 1 << 30)]
    public void The_index_is_a_power_of_two_and_at_most_half_full(int limit, int length)
    {
        Assert.Equal(length, HashFdTable.IndexLengthFor(limit));
    }

    [Theory]
    [InlineData(0)]
    [InlineData((1 << 29) + 1)]
    public void A_limit_that_no_index_can_serve_is_refused(int limit)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => HashFdTable.IndexLengthFor(limit));
    }
}

using Lws.Connections;
using Xunit;

namespace Lws.Tests.Generators;

public class EmittedTableTests
{
    // Descriptors far above the limit, none in sequence.
    private const int FirstFd = 100_000;
    private const int FdStep = 77;

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(20)]
    [InlineData(1_000)]
    public void The_table_holds_exactly_the_limit_and_refuses_one_more(int limit)
    {
        IFdTable table = NewTable(limit);

        for (int connection = 0; connection < limit; connection++)
        {
            Assert.False(table.IsFull);
            Assert.True(table.TryAdd(FdOf(connection), out int slot));
            Assert.InRange(slot, 0, limit - 1);
        }

        Assert.True(table.IsFull);
        Assert.Equal(limit, table.Count);
        Assert.False(table.TryAdd(FdOf(limit), out _));
        Assert.Equal(limit, table.Count);
        for (int connection = 0; connection < limit; connection++)
            Assert.True(table.TryFind(FdOf(connection), out _));
        Assert.False(table.TryFind(FdOf(limit), out _));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(100)]
    public void A_closed_slot_is_stale_at_once_and_given_out_after_it_is_recycled(int limit)
    {
        IFdTable table = NewTable(limit);
        for (int connection = 0; connection < limit; connection++)
            table.TryAdd(FdOf(connection), out _);
        Assert.True(table.TryFind(FdOf(1), out int slot));
        uint generation = table.GenerationOf(slot);
        Assert.True(table.IsCurrent(slot, generation));

        table.Close(slot);

        Assert.False(table.IsCurrent(slot, generation));
        Assert.False(table.TryFind(FdOf(1), out _));
        Assert.True(table.IsFull);

        table.Recycle(slot);

        Assert.False(table.IsFull);
        Assert.True(table.TryAdd(FdOf(limit), out int again));
        Assert.Equal(slot, again);
        Assert.NotEqual(generation, table.GenerationOf(slot));
        Assert.True(table.TryFind(FdOf(limit), out int found));
        Assert.Equal(slot, found);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(20)]
    public void The_table_goes_on_on_the_heap_where_it_may_spill(int limit)
    {
        IFdTable table = NewTable(limit, "NewSpillingTable");
        table.Initialize(int.MaxValue);
        long bytes = table.Bytes;

        int[] slots = Enumerable.Range(0, 3 * limit)
            .Select(connection => table.TryAdd(FdOf(connection), out int slot) ? slot : -1)
            .ToArray();

        Assert.Equal(Enumerable.Range(0, 3 * limit), slots.Order());
        Assert.All(Enumerable.Range(0, 3 * limit), connection =>
        {
            Assert.True(table.TryFind(FdOf(connection), out int slot));
            Assert.Equal(slots[connection], slot);
        });
        Assert.True(table.Bytes > bytes);
    }

    [Theory]
    [InlineData(1, 8)]
    [InlineData(8, 8)]
    [InlineData(64, 8 + (4 * 256 / 64))]
    [InlineData(65, 8 + (4 * 256 / 65))]
    public void The_table_costs_8_bytes_a_connection_and_its_index(int limit, int bytesPerConnection)
    {
        const int StateAndRounding = 80;
        Assert.InRange(NewTable(limit).Bytes, limit * bytesPerConnection, (limit * bytesPerConnection) + StateAndRounding);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(65_536)]
    public void The_emitted_index_has_the_length_that_the_runtime_asks_for(int limit)
    {
        string emitted = GeneratedProgram.From(SourceOf(limit)).File("Server").Replace("_", "", StringComparison.Ordinal);
        Assert.Contains($"InlineArray({HashFdTable.IndexLengthFor(limit)})", emitted, StringComparison.Ordinal);
    }

    private static IFdTable NewTable(int limit, string factory = "NewTable") =>
        (IFdTable)GeneratedProgram.From(SourceOf(limit)).Load().GetType("Server")!.GetMethod(factory)!.Invoke(null, null)!;

    private static string SourceOf(int limit) =>
        $$"""
        [LwsProtocol("a")] partial struct A { }
        [LwsContext(FdLimit = {{limit}})] [Serve<A>] partial class Server
        {
            public static Lws.Connections.IFdTable NewTable() => default(FdTable);
            public static Lws.Connections.IFdTable NewSpillingTable() => default(Lws.Connections.SpillFdTable<FdTable>);
        }
        """;

    private static int FdOf(int connection) => FirstFd + (connection * FdStep);
}

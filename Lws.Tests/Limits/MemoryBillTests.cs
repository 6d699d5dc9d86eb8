using System.Net;
using Lws.Interop;
using Lws.Streams;
using Lws.Testing;
using Lws.Tests.Client;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Limits;

/// <summary>The memory bill against what the runtime says was allocated on this thread, on which all of it is allocated.</summary>
public class MemoryBillTests
{
    // The objects themselves: a loop and its parts, lists, queues and options. They are few, and as many whatever is served.
    private const int Objects = 5_120;

    [Fact]
    public void A_context_of_twenty_is_within_its_goals_with_twenty_connections()
    {
        using var context = new Of20();
        IPEndPoint endPoint = context.Listen("127.0.0.1", 0);
        List<RawClient> clients = context.Open(endPoint, 20);

        LwsMemory memory = context.Memory;
        Assert.InRange(memory.Table, 1, 512);
        Assert.InRange(memory.Table + memory.Connections + memory.Sessions, 1, 4_096);
        Assert.Equal(0, memory.RentedBlocks);
        Assert.Equal(0, memory.QueuedOutput);
        clients.ForEach(client => client.Dispose());
    }

    [Fact]
    public void A_context_without_a_limit_is_within_its_goal_before_the_first_connection()
    {
        using var context = new Unlimited();
        context.Listen("127.0.0.1", 0);
        LwsMemory memory = context.Memory;
        Assert.InRange(memory.Table + memory.Connections + memory.Sessions, 0, 16_384);
    }

    [Fact]
    public void Streams_that_are_no_sockets_are_in_the_bill_by_the_place_that_finds_them()
    {
        using var wakeUp = new WakeUp();
        var table = new StreamTable(wakeUp);
        long empty = table.Bytes;
        for (int stream = 0; stream < 100; stream++)
            table.Add(new TestWire());
        Assert.InRange(table.Bytes - empty, 100 * 8, 300 * 8);
    }

    [Fact]
    public void Making_a_context_allocates_what_the_bill_says()
    {
        AssertBillOfMaking(static () => new Of1());
        AssertBillOfMaking(static () => new Of20());
        AssertBillOfMaking(static () => new Spilling20());
        AssertBillOfMaking(static () => new Unlimited());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(300)]
    public void Opening_connections_allocates_what_the_bill_says(int connections)
    {
        using var context = new Unlimited();
        IPEndPoint endPoint = context.Listen("127.0.0.1", 0);
        for (int cycle = 0; cycle < 20; cycle++)
        {
            using RawClient client = context.Open(endPoint); // what is made once, and the first page of each table
            context.Leave(client);
        }

        long billed = context.Memory.Total;
        long allocated = 0;
        var clients = new List<RawClient>();
        for (int count = 0; count < connections; count++)
        {
            clients.Add(TallyingLoop.Knock(endPoint));
            while (context.Tally.Opened < 20 + clients.Count)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                context.RunOnce(Timeout.InfiniteTimeSpan);
                allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            }
        }

        // Each of three tables drops its list of one chunk for one of two, and that for one of four; the fd table, each time that it
        // doubles, arrays that add up to less than it ends with.
        const int ChunkLists = 3 * (32 + 40);
        Assert.InRange(allocated - (context.Memory.Total - billed), 0, ChunkLists + context.Memory.Table);
        clients.ForEach(client => client.Dispose());
    }

    [Fact]
    public void Output_that_waits_for_a_reader_is_on_the_bill_until_it_has_gone()
    {
        using var context = new Of8();
        IPEndPoint endPoint = context.Listen("127.0.0.1", 0);
        using RawClient client = context.Open(endPoint);
        Assert.Equal(0, context.Memory.QueuedOutput);

        byte[] message = new byte[200_000];
        int sent = 0;
        Assert.True(context.Tally.Last.TryGet(out Session session));
        while (context.Memory.QueuedOutput < 500_000)
        {
            Assert.NotEqual(SendResult.Dropped, session.Send(message));
            sent++;
            context.RunOnce(TimeSpan.Zero);
        }

        LwsMemory memory = context.Memory;
        Assert.Equal(session.BufferedBytes, memory.QueuedOutput);
        Assert.InRange(memory.RentedBlocks, memory.QueuedOutput, 2 * memory.QueuedOutput);
        long others = memory.Table + memory.Connections + memory.Sessions + memory.Buffers + memory.RetainedBlocks;
        Assert.Equal(others + memory.RentedBlocks, memory.Total); // queued output is not counted twice

        Task reader = Task.Run(() =>
        {
            for (int received = 0; received < sent; received++)
                Assert.Equal(message.Length, client.ReadFrame().Payload.Length);
        });
        context.RunUntil(() => context.Memory.QueuedOutput == 0, "the reader has caught up");
        Assert.Equal(0, context.Memory.RentedBlocks);
        Assert.InRange(context.Memory.RetainedBlocks, memory.RentedBlocks, memory.RentedBlocks + 65_536);
        Assert.True(reader.Wait(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public void An_incomplete_message_is_on_the_bill_until_it_is_complete()
    {
        using var context = new Of8();
        IPEndPoint endPoint = context.Listen("127.0.0.1", 0);
        using RawClient client = context.Open(endPoint);
        byte[] frame = RawClient.Frame(0x2, new byte[10_000]);
        client.Send(frame[..5_000]);
        context.RunUntil(() => context.Memory.RentedBlocks > 0, "half a message has arrived");
        Assert.InRange(context.Memory.RentedBlocks, 5_000, 65_536);
        Assert.Equal(0, context.Memory.QueuedOutput);

        client.Send(frame[5_000..]);
        context.RunUntil(() => context.Tally.Messages == 1, "the rest has arrived");
        Assert.Equal(0, context.Memory.RentedBlocks);
    }

    private static void AssertBillOfMaking(Func<LwsContext> make)
    {
        using (LwsContext first = make())
            _ = first.Memory; // what is made once in a process

        long before = GC.GetAllocatedBytesForCurrentThread();
        using LwsContext context = make();
        LwsMemory memory = context.Memory;
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(allocated - memory.Total, 0, Objects);
    }
}

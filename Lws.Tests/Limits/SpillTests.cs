using System.Net;
using Lws.Tests.Client;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Limits;

/// <summary><see cref="FdOverflow.Spill"/>: the constant is the size that is expected, and no bound.</summary>
[Collection(MeterCollection.Name)]
public class SpillTests
{
    [Fact]
    public void A_hundred_and_twenty_are_served_with_a_table_for_twenty()
    {
        using var watch = new FullWatch();
        using var context = new Spilling20(watch.Options);
        IPEndPoint endPoint = context.Listen("127.0.0.1", 0);
        long fixedTable = context.Memory.Table;
        var clients = new List<(RawClient Client, SessionHandle Handle, int Fd)>();
        for (int count = 1; count <= 120; count++)
        {
            RawClient client = context.Open(endPoint);
            clients.Add((client, context.Tally.Last, context.Tally.LastFd));
            if (count == 20)
                Assert.Equal(fixedTable, context.Memory.Table); // the heap's part holds nothing so far
        }

        Assert.Equal(120, context.Loop.ConnectionCount);
        Assert.InRange(context.Memory.Table - fixedTable, 100 * 20, 100 * 70); // it grows fourfold when it is full
        context.Echo(clients.Select(client => client.Client));
        foreach ((_, SessionHandle handle, int fd) in clients)
            AssertFound(context, handle, fd);
        Assert.Equal(0, watch.Times);
        Assert.Equal(20, clients.Count(client => context.Loop.TryFind(client.Fd, out int slot) && slot < 20));

        long table = context.Memory.Table;
        CloseAll(context, clients);
        clients.Clear();
        clients.Add((context.Open(endPoint), context.Tally.Last, context.Tally.LastFd));
        Assert.True(context.Loop.TryFind(clients[0].Fd, out int reused) && reused < 20, "There is room in the fixed part again.");
        Assert.Equal(table, context.Memory.Table);
        clients[0].Client.Dispose();
    }

    [Fact]
    public void MaxConnections_still_holds()
    {
        using var watch = new FullWatch();
        using var context = new Spilling20(new LwsOptions { Logger = watch, MaxConnections = 30 });
        IPEndPoint endPoint = context.Listen("127.0.0.1", 0);
        List<RawClient> inside = context.Open(endPoint, 30);
        using RawClient waiting = TallyingLoop.Knock(endPoint);
        context.RunUntil(() => watch.Times == 1, "it is full");
        context.Echo(inside);
        Assert.Equal(0, waiting.Socket.Available);

        context.Leave(inside[29]); // of the heap's part
        context.Greet(waiting);
        context.Echo(inside[..29].Append(waiting));
        Assert.Equal(30, context.Loop.ConnectionCount);
        inside.ForEach(client => client.Dispose());
    }

    private static void AssertFound(Spilling20 context, SessionHandle handle, int fd)
    {
        Assert.True(context.TryFind(fd, out SessionHandle found));
        Assert.Equal(handle, found);
        Assert.True(found.TryGet(out Session session));
        Assert.Equal(fd, session.Fd);
    }

    private static void CloseAll(Spilling20 context, List<(RawClient Client, SessionHandle Handle, int Fd)> clients)
    {
        foreach ((RawClient client, _, _) in clients)
            client.Reset();
        context.RunUntil(() => context.Loop.ConnectionCount == 0, "all have left");
        Assert.All(clients, client =>
        {
            Assert.False(client.Handle.TryGet(out _));
            Assert.False(context.TryFind(client.Fd, out _));
        });
    }
}

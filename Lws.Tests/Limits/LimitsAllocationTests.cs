using System.Net;
using Lws.Tests.Client;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Limits;

/// <summary>Being full, refusing, finding and connecting out, counted to the byte on the loop's thread: the test's own.</summary>
[Collection(MeterCollection.Name)]
public class LimitsAllocationTests
{
    private const int WarmUp = 500;
    private const int Measured = 2_000;

    // A connect to an address parses it anew: an IPAddress, a list of one, an IPEndPoint. 168 bytes were measured.
    private const int BytesAConnect = 256;

    [Fact]
    public void Full_freed_and_resumed_allocates_nothing()
    {
        using var context = new Of1();
        IPEndPoint endPoint = context.Listen("127.0.0.1", 0);
        Task peer = Task.Run(() =>
        {
            RawClient inside = TallyingLoop.Knock(endPoint);
            for (int cycle = 0; cycle < WarmUp + Measured; cycle++)
            {
                inside.ReadHead();
                RawClient waiting = TallyingLoop.Knock(endPoint);
                inside.Reset();
                inside = waiting;
            }

            inside.Dispose();
        });

        SteadyState.RunUntil(context, () => context.Tally.Closed >= WarmUp, peer);
        Assert.Equal(0, SteadyState.LeastAllocated(context, () => context.Tally.Closed, WarmUp + Measured, peer));
        Finish(context, peer);
    }

    [Fact]
    public void Refusing_allocates_nothing()
    {
        using var context = new Refusing20(new LwsOptions { MaxConnections = 1 });
        IPEndPoint endPoint = context.Listen("127.0.0.1", 0);
        using RawClient inside = context.Open(endPoint);
        int refused = 0;
        Task peer = Task.Run(() =>
        {
            for (int cycle = 0; cycle < WarmUp + Measured; cycle++)
            {
                using RawClient client = TallyingLoop.Knock(endPoint);
                Assert.StartsWith("HTTP/1.1 503 ", client.ReadToEnd(), StringComparison.Ordinal);
                Volatile.Write(ref refused, cycle + 1);
                context.WakeUp();
            }
        });

        SteadyState.RunUntil(context, () => Volatile.Read(ref refused) >= WarmUp, peer);
        Assert.Equal(0, SteadyState.LeastAllocated(context, () => Volatile.Read(ref refused), WarmUp + Measured, peer));
        Finish(context, peer);
    }

    [Fact]
    public void Finding_by_descriptor_and_by_handle_allocates_nothing()
    {
        using var context = new Spilling20();
        IPEndPoint endPoint = context.Listen("127.0.0.1", 0);
        List<RawClient> clients = context.Open(endPoint, 30);
        int fd = context.Tally.LastFd;
        int found = 0;

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int lookup = 0; lookup < Measured; lookup++)
        {
            if (context.TryFind(fd, out SessionHandle handle) && handle.TryGet(out Session session) && session.Fd == fd)
                found++;
            if (!context.TryFind(int.MaxValue, out _))
                found++;
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(2 * Measured, found);
        clients.ForEach(client => client.Dispose());
    }

    [Fact]
    public void The_messages_of_a_client_allocate_nothing()
    {
        const int Messages = 20_000; // some pages of masking keys among them
        using var server = new TestServer(new Of20());
        using var context = new Of8();
        context.Connect(new Uri($"ws://{server.EndPoint}/"), state: new Tallied(WarmUp + Messages));

        context.RunUntil(() => context.Tally.Messages >= WarmUp, "it is warm");
        Assert.Equal(0, SteadyState.LeastAllocated(context, () => context.Tally.Messages, WarmUp + Messages, Task.CompletedTask));
    }

    [Fact]
    public void A_reconnect_to_an_address_allocates_a_bounded_amount()
    {
        const int Reconnects = 500;
        using var server = new TestServer(new HangingUpContext());
        using var context = new Of8();
        var options = new ConnectOptions { Reconnect = new Reconnect { Delays = [TimeSpan.Zero], Jitter = 0 } };
        context.Connect(new Uri($"ws://{server.EndPoint}/"), options, new Tallied(0));

        context.RunUntil(() => context.Tally.Closed >= Reconnects, "it is warm");
        long allocated = AllocatedUntil(context, () => context.Tally.Closed >= 2 * Reconnects, Task.CompletedTask);
        Assert.InRange(allocated / Reconnects, 0, BytesAConnect);
    }

    [Fact]
    public void An_adoption_that_finds_no_room_allocates_nothing()
    {
        using var context = new Of1();
        using RawClient inside = context.Open(context.Listen("127.0.0.1", 0));
        using var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        context.Adopt(socket.SafeHandle);
        int refused = 0;

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int attempt = 0; attempt < Measured; attempt++)
            refused += context.Adopt(socket.SafeHandle) == AdoptResult.Full ? 1 : 0;
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(Measured, refused);
    }

    private static void Finish(LwsContext context, Task peer) => SteadyState.RunUntil(context, () => peer.IsCompleted, peer);

    private static long AllocatedUntil(LwsContext context, Func<bool> condition, Task peer)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        SteadyState.RunUntil(context, condition, peer);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}

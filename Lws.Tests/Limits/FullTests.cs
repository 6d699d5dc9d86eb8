using System.Net;
using System.Net.Sockets;
using Lws.Tests.Client;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Limits;

/// <summary>The limit kept: exactly as many connections as the constant says, and clients that come then wait.</summary>
[Collection(MeterCollection.Name)]
public class FullTests
{
    [Fact]
    public void Twenty_admits_exactly_twenty_and_the_next_is_served_when_a_slot_frees()
    {
        using var watch = new FullWatch();
        using var context = new Of20(watch.Options);
        AdmitsExactly(20, context, watch);
    }

    [Fact]
    public void One_admits_exactly_one()
    {
        using var watch = new FullWatch();
        using var context = new Of1(watch.Options);
        AdmitsExactly(1, context, watch);
    }

    [Fact]
    public void MaxConnections_holds_where_it_is_less_than_the_constant()
    {
        using var watch = new FullWatch();
        using var context = new Of20(new LwsOptions { Logger = watch, MaxConnections = 3 });
        AdmitsExactly(3, context, watch);
    }

    [Fact]
    public void Accepted_connected_and_adopted_connections_share_the_limit()
    {
        using var server = new TestServer(new Of20());
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var context = new Of8();
        IPEndPoint endPoint = context.Listen("127.0.0.1", 0);

        List<RawClient> accepted = context.Open(endPoint, 3);
        for (int connect = 0; connect < 3; connect++)
            Assert.Equal(ConnectResult.Started, context.Connect(UriOf(server), state: new Tallied(1)));
        context.RunUntil(() => context.Tally.Messages == 3, "the clients have had their echoes");
        List<RawClient> adopted = [Adopt(context, listener), Adopt(context, listener)];

        Assert.Equal(8, context.Loop.ConnectionCount);
        Assert.Equal(ConnectResult.Full, context.Connect<Tallied>(UriOf(server)));
        using RawClient waiting = TallyingLoop.Knock(endPoint);
        context.Echo(accepted.Concat(adopted));
        Assert.Equal(0, waiting.Socket.Available);

        context.Leave(adopted[0]);
        context.Greet(waiting);
        Assert.Equal(8, context.Loop.ConnectionCount);
        context.Leave(accepted[0]);
        Assert.Equal(ConnectResult.Started, context.Connect(UriOf(server), state: new Tallied(1)));
        Assert.Equal(ConnectResult.Full, context.Connect<Tallied>(UriOf(server)));
        foreach (RawClient client in accepted.Concat(adopted))
            client.Dispose();
    }

    [Fact]
    public void A_thousand_times_full_freed_and_resumed()
    {
        using var watch = new FullWatch();
        using var context = new Of1(watch.Options);
        IPEndPoint endPoint = context.Listen("127.0.0.1", 0);
        RawClient inside = context.Open(endPoint);
        for (int time = 1; time <= 1_000; time++)
        {
            RawClient waiting = TallyingLoop.Knock(endPoint);
            context.RunUntil(() => watch.Times == time, "it is full");
            Assert.Equal(0, waiting.Socket.Available);
            context.Leave(inside);
            context.Greet(waiting);
            inside = waiting;
        }

        context.Echo([inside]);
        inside.Dispose();
        Assert.Equal(1_001, context.Tally.Opened);
        Assert.Equal(1_000, context.Tally.Closed);
        Assert.Single(watch.Warnings);
    }

    [Fact]
    public void Another_loop_of_the_process_goes_on_accepting()
    {
        using var other = new TestServer(new Of20());
        using var watch = new FullWatch();
        using var context = new Of1(watch.Options);
        IPEndPoint endPoint = context.Listen("127.0.0.1", 0);
        using RawClient inside = context.Open(endPoint);
        using RawClient waiting = TallyingLoop.Knock(endPoint);
        context.RunUntil(() => watch.Times == 1, "it is full");

        for (int connection = 0; connection < 10; connection++)
        {
            using RawClient client = other.Open();
            client.Send(RawClient.TextFrame("hello"));
            Assert.Equal("hello", client.ReadText());
        }

        context.Echo([inside]);
        Assert.Equal(0, waiting.Socket.Available);
    }

    [Fact]
    public void A_loop_that_is_full_sleeps_while_clients_wait()
    {
        using var watch = new FullWatch();
        using var context = new Of1(watch.Options);
        IPEndPoint endPoint = context.Listen("127.0.0.1", 0);
        using RawClient inside = context.Open(endPoint);
        using RawClient waiting = TallyingLoop.Knock(endPoint);
        context.RunUntil(() => watch.Times == 1, "it is full");

        for (int batch = 0; batch < 100; batch++)
            Assert.Equal(0, context.RunOnce(TimeSpan.Zero));
        Assert.Equal(1, watch.Times);
    }

    private static void AdmitsExactly<T>(int limit, T context, FullWatch watch)
        where T : LwsContext, ITallying
    {
        IPEndPoint endPoint = context.Listen("127.0.0.1", 0);
        List<RawClient> inside = context.Open(endPoint, limit);
        Assert.Equal(limit, context.Loop.ConnectionCount);
        Assert.Equal(0, watch.Times);
        Assert.Empty(watch.Warnings);

        // Its connect succeeds: it waits in the kernel's backlog.
        RawClient waiting = TallyingLoop.Knock(endPoint);
        context.RunUntil(() => watch.Times == 1, "it is full");
        for (int round = 0; round < 3; round++)
            context.Echo(inside);
        Assert.Equal(0, waiting.Socket.Available);
        Assert.Equal(limit, context.Loop.ConnectionCount);
        Assert.Equal(0, context.Tally.Closed);

        context.Leave(inside[0]);
        context.Greet(waiting);
        inside[0] = waiting;
        context.Echo(inside);
        Assert.Equal(limit, context.Loop.ConnectionCount);
        Assert.Equal(1, watch.Times);
        Assert.StartsWith($"All {limit} connections are in use", Assert.Single(watch.Warnings), StringComparison.Ordinal);
        inside.ForEach(client => client.Dispose());
    }

    private static RawClient Adopt(Of8 context, TcpListener listener)
    {
        RawClient client = TallyingLoop.Knock((IPEndPoint)listener.LocalEndpoint);
        using Socket socket = listener.AcceptSocket();
        Assert.Equal(AdoptResult.Adopted, context.Adopt(socket.SafeHandle));
        context.Greet(client);
        return client;
    }

    private static Uri UriOf(TestServer server) => new($"ws://{server.EndPoint}/");
}

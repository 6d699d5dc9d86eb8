using System.Net;
using Lws.Testing;
using Lws.Tests.Client;
using Lws.Tests.Compression;
using Lws.Tests.Limits;
using Lws.Tests.Streams;
using Xunit;

namespace Lws.Tests.Observability;

/// <summary>What the meter "Lws" shows.</summary>
[Collection(MeterCollection.Name)]
public sealed class MetricsTests : IDisposable
{
    private const string Talk = "lws.protocol=talk";
    private const string Server = "lws.role=server";
    private const string Client = "lws.role=client";
    private const string Received = "network.io.direction=receive";
    private const string Sent = "network.io.direction=transmit";

    private readonly MeterReader _meter = new();

    public void Dispose() => _meter.Dispose();

    [Fact]
    public void Sessions_are_counted_while_they_are_open_and_by_how_they_close()
    {
        using var host = new LwsTestHost(new StreamContext());
        TestClient first = host.Connect("/talk");
        TestClient second = host.Connect("/talk");
        TestClient third = host.Connect("/talk");
        Assert.Equal(3, _meter["lws.connection.count", Talk, Server]);

        first.Close(CloseCode.Normal);
        second.Send("/close 4321");
        host.Run();
        third.Reset();
        host.Run();

        Assert.Equal(0, _meter["lws.connection.count", Talk, Server]);
        Assert.Equal(3, _meter["lws.connection.opened", Talk, Server]);
        Assert.Equal(1, _meter["lws.connection.closed", Talk, Server, "lws.close.code=1000", "lws.close.by=peer"]);
        Assert.Equal(1, _meter["lws.connection.closed", Talk, Server, "lws.close.code=4xxx", "lws.close.by=local"]);
        Assert.Equal(1, _meter["lws.connection.closed", Talk, Server, "lws.close.code=1006", "lws.close.by=peer"]);
    }

    [Fact]
    public void Messages_and_bytes_are_counted_in_both_directions()
    {
        using var host = new LwsTestHost(new StreamContext());
        TestClient client = host.Connect("/talk");
        double bytesBefore = _meter["lws.network.io", Talk, Server, Sent];

        client.Send("hi");
        client.Send(new byte[200]);
        client.SendFragment("in "u8, MessageKind.Text, FragmentPosition.First);
        client.Ping();
        client.SendFragment("parts"u8, MessageKind.Text, FragmentPosition.Final);
        host.Run();

        Assert.Equal(3, _meter["lws.message.count", Talk, Server, Received]);
        Assert.Equal(3, _meter["lws.message.count", Talk, Server, Sent]);
        Assert.Equal(8 + 208 + 9 + 6 + 11, _meter["lws.network.io", Talk, Server, Received]);
        Assert.Equal(4 + 204 + 2 + 10, _meter["lws.network.io", Talk, Server, Sent] - bytesBefore);
    }

    [Fact]
    public void However_a_message_arrives_it_is_counted_once()
    {
        using var host = new LwsTestHost(new StreamContext());
        TestClient client = host.Connect("/talk");
        foreach (int piece in new[] { 1, 3, 100, 5_000, 100_000 })
        {
            client.MaxPiece = piece;
            client.Send(new byte[3_000]);
            host.Run();
        }

        Assert.Equal(5, _meter["lws.message.count", Talk, Server, Received]);
        Assert.Equal(5, _meter["lws.message.count", Talk, Server, Sent]);
        Assert.Equal(5 * 3_008, _meter["lws.network.io", Talk, Server, Received]);
    }

    [Theory]
    [InlineData("/", "lws.protocol=compressed")]
    [InlineData("/pieces", "lws.protocol=pieces")]
    public void A_compressed_message_is_counted_once_it_is_whole(string path, string protocol)
    {
        var context = new CompressedContext(new LwsOptions { Deflate = new DeflateOptions() });
        using var host = new LwsTestHost(context);
        TestClient client = host.Connect(path, null, ("Sec-WebSocket-Extensions", "permessage-deflate"));
        double inHandler = 0;
        context.OnMessage = _ => inHandler = _meter["lws.message.count", protocol, Server, Received];
        client.SendRaw([0xC1, 0x81, 0, 0, 0, 0, 0]); // an empty message
        host.Run();

        Assert.Equal(1, _meter["lws.message.count", protocol, Server, Received]);
        Assert.Equal(path == "/" ? 1 : 0, inHandler);
    }

    [Fact]
    public void A_listener_that_comes_later_counts_sessions_that_are_open_and_one_that_goes_ends_the_counting()
    {
        _meter.Dispose();
        using var host = new LwsTestHost(new StreamContext());
        TestClient client = host.Connect("/talk");
        client.Send("unheard");
        host.Run();
        Assert.False(host.Context.Loop.Counts.IsCounting);

        using (var meter = new MeterReader())
        {
            client.Send("heard");
            host.Run();
            Assert.Equal(1, meter["lws.message.count", Talk, Server, Received]);
            Assert.Equal(1, meter["lws.message.count", Talk, Server, Sent]);
            Assert.Equal(0, meter["lws.connection.opened", Talk, Server]);
        }

        client.Send("unheard again");
        host.Run();
        Assert.False(host.Context.Loop.Counts.IsCounting);
        using var late = new MeterReader();
        Assert.Equal(0, late["lws.message.count", Talk, Server, Received]);
    }

    [Fact]
    public void Output_that_waits_is_shown_and_what_finds_no_room_is_counted()
    {
        using var host = new LwsTestHost(new StreamContext());
        TestClient client = host.Connect("/talk");
        client.IsReading = false;
        client.Window = 1_000;
        for (int message = 0; message < 20; message++)
        {
            client.Send(new byte[1_000]);
            host.Run();
        }

        var context = (StreamContext)host.Context;
        Assert.Equal(context.Results.Count(result => result == SendResult.Dropped), _meter["lws.message.dropped", Talk, Server]);
        Assert.Equal(context.Results.Count(result => result != SendResult.Dropped), _meter["lws.message.count", Talk, Server, Sent]);
        Assert.Equal(context.Memory.QueuedOutput, _meter["lws.queue.size", Talk, Server]);
        Assert.True(context.Memory.QueuedOutput > 4_000, "Output waits.");

        client.IsReading = true;
        while (client.TryReceive(out _))
        {
        }

        Assert.Equal(0, _meter["lws.queue.size", Talk, Server]);
    }

    [Fact]
    public void What_waited_when_a_session_was_lost_waits_no_more()
    {
        using var host = new LwsTestHost(new StreamContext());
        TestClient client = host.Connect("/talk");
        client.IsReading = false;
        client.Window = 1_000;
        for (int message = 0; message < 5; message++)
            client.Send(new byte[1_000]);
        host.Run();
        Assert.True(_meter["lws.queue.size", Talk, Server] > 1_000, "Output waits.");

        client.Reset();
        host.Run();
        Assert.Equal(0, _meter["lws.queue.size", Talk, Server]);
    }

    [Fact]
    public void Requests_that_are_refused_are_counted_by_reason()
    {
        using var host = new LwsTestHost(new ObservedContext());
        host.Connect("/elsewhere");
        host.Connect("/refusing");
        host.ConnectRaw().SendRaw("GET / HTTP/1.0\r\n\r\n"u8);
        host.ConnectRaw();
        host.Run();
        host.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(1, _meter["lws.handshake.failed", "error.type=not_found"]);
        Assert.Equal(1, _meter["lws.handshake.failed", "error.type=refused_by_handler", "lws.protocol=refusing"]);
        Assert.Equal(1, _meter["lws.handshake.failed", "error.type=old_http_version"]);
        Assert.Equal(1, _meter["lws.handshake.failed", "error.type=request_timeout"]);
    }

    [Fact]
    public void Clients_that_hang_up_before_they_are_answered_are_counted_once()
    {
        using var host = new LwsTestHost(new StreamContext());
        TestClient silent = host.ConnectRaw();
        TestClient midway = host.ConnectRaw();
        midway.SendRaw("GET /talk HTTP/1.1\r\n"u8);
        host.Run();
        silent.End();
        midway.Reset();
        host.Run();
        host.Connect("/talk").Reset();
        host.Run();
        host.ConnectRaw();
        host.Context.Dispose();

        Assert.Equal(2, _meter["lws.handshake.failed", "error.type=connection_lost"]);
    }

    [Fact]
    public void Attempts_that_come_to_nothing_are_counted_by_reason_and_client_sessions_by_their_role()
    {
        using var context = new StreamContext();
        IPEndPoint endPoint = context.Listen("127.0.0.1", 0);
        context.Connect<Talk>(new Uri($"ws://{endPoint}/elsewhere"));
        context.RunUntil(() => !context.Failed.IsEmpty, "the connect fails");
        context.Connect<Talk>(new Uri($"ws://{endPoint}/talk"));
        context.RunUntil(() => context.Opened == 2, "both ends are open");

        Assert.Equal(1, _meter["lws.connect.failed", Talk, "error.type=refused"]);
        Assert.Equal(1, _meter["lws.handshake.failed", "error.type=not_found"]);
        Assert.Equal(1, _meter["lws.connection.count", Talk, Client]);
        Assert.Equal(1, _meter["lws.connection.count", Talk, Server]);
    }

    [Fact]
    public void Each_batch_of_a_loop_is_timed()
    {
        using var host = new LwsTestHost(new StreamContext());
        double before = _meter["lws.loop.batch.duration", "lws.context=StreamContext"];
        for (int batch = 0; batch < 10; batch++)
            host.Context.RunOnce(TimeSpan.Zero);

        Assert.Equal(10, _meter["lws.loop.batch.duration", "lws.context=StreamContext"] - before);
    }

    [Fact]
    public void Contexts_are_summed_up_and_what_they_have_counted_outlives_them()
    {
        using (var one = new LwsTestHost(new StreamContext()))
        using (var other = new LwsTestHost(new StreamContext()))
        {
            one.Connect("/talk");
            other.Connect("/talk").Send("hi");
            other.Run();
            Assert.Equal(2, _meter["lws.connection.count", Talk, Server]);
        }

        Assert.Equal(0, _meter["lws.connection.count", Talk, Server]);
        Assert.Equal(2, _meter["lws.connection.opened", Talk, Server]);
        Assert.Equal(1, _meter["lws.message.count", Talk, Server, Received]);
    }

    [Fact]
    public void A_role_that_nobody_has_played_is_not_shown()
    {
        using var host = new LwsTestHost(new ObservedContext());
        host.Connect("/observed");

        Assert.Contains(_meter.Keys, key => key.Contains("lws.protocol=observed|lws.role=server", StringComparison.Ordinal));
        Assert.DoesNotContain(_meter.Keys, key => key.Contains("lws.protocol=observed|lws.role=client", StringComparison.Ordinal));
    }
}

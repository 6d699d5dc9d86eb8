using System.Net;
using System.Net.Sockets;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Loops;

/// <summary>How many loops there are, and how many connections and ports each has.</summary>
public class LimitTests
{
    [Fact]
    public void The_limit_of_connections_is_each_loops()
    {
        const int Count = 80; // that a loop gets fewer than three of them does not happen
        using var server = new TestServer(new TwoSmallLoops());
        var clients = new List<RawClient>();
        var statuses = new List<string>();
        for (int count = 0; count < Count; count++)
        {
            RawClient client = server.Connect();
            clients.Add(client);
            client.Send(RawClient.Request());
            statuses.Add(client.ReadHead()[9..12]);
        }

        Assert.Equal(2 * TwoSmallLoops.FdLimit, statuses.Count(status => status == "101"));
        Assert.Equal(Count - (2 * TwoSmallLoops.FdLimit), statuses.Count(status => status == "503"));
        Assert.All(server.Context.Loops.All, loop => Assert.Equal(TwoSmallLoops.FdLimit, loop.ConnectionCount));
        clients.ForEach(client => client.Dispose());
    }

    [Fact]
    public void The_options_come_before_the_declaration()
    {
        Assert.Equal(1, CountOf(new UndeclaredLoops()));
        Assert.Equal(2, CountOf(new TwoSmallLoops()));
        Assert.Equal(2, CountOf(new TwoSmallLoops(new LwsOptions { Loops = 0 })));
        Assert.Equal(1, CountOf(new TwoSmallLoops(new LwsOptions { Loops = 1 })));
        Assert.Equal(5, CountOf(new UndeclaredLoops(new LwsOptions { Loops = 5 })));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1_025)]
    public void A_number_of_loops_out_of_range_is_refused(int loops)
    {
        var options = new LwsOptions { Loops = loops };
        Assert.Throws<ArgumentOutOfRangeException>(() => new UndeclaredLoops(options));
    }

    [Fact]
    public void The_only_loop_does_not_share_its_port()
    {
        using var first = new UndeclaredLoops();
        using var second = new TwoSmallLoops();
        int port = first.Listen("127.0.0.1", 0).Port;

        Assert.Throws<SocketException>(() => second.Listen("127.0.0.1", port));
    }

    [Fact]
    public void A_port_that_the_second_loop_cannot_have_is_given_back_by_the_first()
    {
        int port;
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        using var context = new TwoSmallLoops();
        context.Loops.All[1].CloseDescriptors();
        Assert.Throws<SocketException>(() => context.Listen("127.0.0.1", port));

        using var successor = new TcpListener(IPAddress.Loopback, port);
        successor.Start();
    }

    [Fact]
    public void Each_loop_has_its_share_of_the_handshakes_that_the_process_may_have()
    {
        int ofOne = new LwsOptions().HandshakeLimitFor(int.MaxValue, 1);
        int ofEight = new LwsOptions().HandshakeLimitFor(int.MaxValue, 8);
        Assert.InRange(ofEight, 16, Math.Max(16, ofOne / 8));
    }

    private static int CountOf(LwsContext context)
    {
        using (context)
        {
            context.Listen(new IPEndPoint(IPAddress.Loopback, 0));
            Assert.Equal(context.LoopCount, context.Loops.All.Length);
            return context.LoopCount;
        }
    }
}

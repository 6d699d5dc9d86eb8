using System.Collections.Concurrent;
using System.Text;
using Lws.Testing;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Upgrade;

/// <summary>Decisions that <c>OnUpgrade</c> puts off, and that the test's thread makes.</summary>
public sealed class DeferredUpgradeTests
{
    private readonly BlockingCollection<UpgradeTicket> _tickets = [];

    [Fact]
    public void Accepted_from_another_thread_it_opens_with_what_the_handler_has_left() => Run(server =>
    {
        using RawClient client = Ask(server, "gate");
        Assert.True(TakeTicket().TryAccept());

        string head = client.ReadHead();
        Assert.StartsWith("HTTP/1.1 101 ", head, StringComparison.Ordinal);
        Assert.EndsWith("\r\nSec-WebSocket-Protocol: gate\r\nX-Deferred: yes\r\n\r\n", head, StringComparison.Ordinal);
        Assert.Equal("asked 1", client.ReadText());
        client.Send(RawClient.TextFrame("open"));
        Assert.Equal("open", client.ReadText());
    });

    [Fact]
    public void Refused_from_another_thread_it_gets_the_status_and_the_headers() => Run(server =>
    {
        using RawClient client = Ask(server);
        Assert.True(TakeTicket().TryRefuse(403));

        string response = client.ReadToEnd();
        Assert.StartsWith("HTTP/1.1 403 Forbidden\r\nX-Deferred: yes\r\n", response, StringComparison.Ordinal);
    });

    [Fact]
    public void A_request_that_is_put_off_twice_takes_one_place()
    {
        using var host = new LwsTestHost(new GateContext(new LwsOptions { MaxHandshakes = 1 }));
        UpgradeTicket first = default;
        UpgradeTicket second = default;
        ((GateContext)host.Context).Script = request =>
        {
            request.Defer(out first);
            return request.Defer(out second);
        };
        TestClient client = host.Connect();
        Assert.Equal(0, client.Status);
        Assert.Equal(first, second);
        Assert.True(second.TryAccept());
        Assert.Equal(101, client.Status);
        Assert.False(first.TryAccept());
    }

    [Fact]
    public void The_first_answer_counts() => Run(server =>
    {
        using RawClient client = Ask(server);
        UpgradeTicket ticket = TakeTicket();

        bool[] taken = [ticket.TryAccept(), ticket.TryAccept(), ticket.TryRefuse(403)];

        Assert.Equal([true, false, false], taken);
        Assert.StartsWith("HTTP/1.1 101 ", client.ReadHead(), StringComparison.Ordinal);
        Assert.Equal("asked 1", client.ReadText());
        Assert.False(ticket.TryRefuse(500));
        client.Send(RawClient.TextFrame("still open"));
        Assert.Equal("still open", client.ReadText());
    });

    [Fact]
    public void Of_many_threads_that_answer_one_does() => Run(server =>
    {
        using RawClient client = Ask(server);
        UpgradeTicket ticket = TakeTicket();
        int taken = 0;

        Parallel.For(0, 16, number => Interlocked.Add(ref taken, (number % 2 == 0 ? ticket.TryAccept() : ticket.TryRefuse(403)) ? 1 : 0));

        Assert.Equal(1, taken);
        Assert.Matches("^HTTP/1.1 (101|403) ", client.ReadHead());
    });

    [Fact]
    public void A_status_that_is_no_refusal_is_an_exception_and_no_answer() => Run(server =>
    {
        using RawClient client = Ask(server);
        UpgradeTicket ticket = TakeTicket();

        Assert.Throws<ArgumentOutOfRangeException>(() => ticket.TryRefuse(302));

        Assert.True(ticket.TryAccept());
        Assert.StartsWith("HTTP/1.1 101 ", client.ReadHead(), StringComparison.Ordinal);
    });

    [Fact]
    public void Answered_before_the_handler_returns_it_is_answered() => Run(server =>
    {
        using RawClient client = Ask(server);
        Assert.StartsWith("HTTP/1.1 101 ", client.ReadHead(), StringComparison.Ordinal);
        Assert.Equal("asked 1", client.ReadText());
    }, static request =>
    {
        UpgradeResult later = request.Defer(out UpgradeTicket ticket);
        Assert.True(ticket.TryAccept());
        return later;
    });

    [Fact]
    public void A_ticket_is_void_once_the_handler_has_decided_otherwise() => Run(server =>
    {
        using RawClient client = Ask(server);
        Assert.StartsWith("HTTP/1.1 101 ", client.ReadHead(), StringComparison.Ordinal);
        Assert.False(TakeTicket().TryRefuse(403));
        Assert.Equal("asked 1", client.ReadText());
    }, request =>
    {
        Defer(request);
        return UpgradeResult.Accept;
    });

    [Fact]
    public void The_default_ticket_answers_nobody() => Assert.False(default(UpgradeTicket).TryAccept());

    [Fact]
    public void Undecided_it_gets_408_at_the_deadline_of_the_handshake() =>
        Run(new LwsOptions { HandshakeTimeout = TimeSpan.FromMilliseconds(200) }, server =>
        {
            using RawClient client = Ask(server);
            UpgradeTicket ticket = TakeTicket();

            Assert.StartsWith("HTTP/1.1 408 ", client.ReadToEnd(), StringComparison.Ordinal);
            Assert.False(ticket.TryAccept());
        });

    [Fact]
    public void A_client_that_resets_while_it_waits_leaves_a_ticket_that_answers_nobody() => Run(server =>
    {
        RawClient client = Ask(server);
        UpgradeTicket stale = TakeTicket();
        client.Reset();
        server.Eventually(() => server.ConnectionCount == 0, "the reset is seen");
        Assert.False(stale.TryAccept());

        // The next in the same slot is none of its business.
        using RawClient next = Ask(server);
        UpgradeTicket ticket = TakeTicket();
        Assert.NotEqual(stale, ticket);
        Assert.False(stale.TryRefuse(403));
        Assert.True(ticket.TryAccept());
        Assert.StartsWith("HTTP/1.1 101 ", next.ReadHead(), StringComparison.Ordinal);
    });

    [Fact]
    public void Row_12_frames_in_the_segment_of_the_handshake_are_kept_until_it_is_accepted() => Run(server =>
    {
        using RawClient client = server.Connect();
        byte[] request = Encoding.ASCII.GetBytes(RawClient.Request());
        byte[] half = RawClient.TextFrame("half");
        client.Send([.. request, .. RawClient.TextFrame("early"), .. half[..4]]);
        UpgradeTicket ticket = TakeTicket();
        client.Send(half[4..]);
        Assert.True(ticket.TryAccept());

        Assert.StartsWith("HTTP/1.1 101 ", client.ReadHead(), StringComparison.Ordinal);
        Assert.Equal("asked 1", client.ReadText());
        Assert.Equal("early", client.ReadText());
        Assert.Equal("half", client.ReadText());
    });

    [Fact]
    public void Row_12_a_flood_behind_the_handshake_waits_in_the_kernel_and_is_read_when_it_is_accepted()
    {
        const int Messages = 200;
        byte[] message = new byte[50_000];
        var options = new LwsOptions { ReceiveBufferSize = 16_384 };
        Run(options, server =>
        {
            using RawClient client = Ask(server);
            UpgradeTicket ticket = TakeTicket();
            Task flood = Task.Run(() =>
            {
                for (int sent = 0; sent < Messages; sent++)
                    client.Send(RawClient.Frame(0x2, message));
            });
            server.Eventually(() => client.Socket.Available == 0 && server.RentedBytes > 0, "the request is put off");
            Assert.InRange(server.RentedBytes, 1, 2 * options.ReceiveBufferSize);
            Assert.True(ticket.TryAccept());

            Assert.StartsWith("HTTP/1.1 101 ", client.ReadHead(), StringComparison.Ordinal);
            Assert.Equal("asked 1", client.ReadText());
            for (int received = 0; received < Messages; received++)
                Assert.Equal(message.Length, client.ReadFrame().Payload.Length);
            Assert.True(flood.Wait(TimeSpan.FromSeconds(20)));
        });
    }

    [Fact]
    public void Beyond_the_most_decisions_that_may_be_put_off_a_request_gets_503() =>
        Run(new LwsOptions { MaxHandshakes = 2 }, server =>
        {
            using RawClient first = Ask(server);
            using RawClient second = Ask(server);
            UpgradeTicket ticket = TakeTicket();
            TakeTicket();
            using RawClient third = Ask(server);
            Assert.StartsWith("HTTP/1.1 503 ", third.ReadToEnd(), StringComparison.Ordinal);
            Assert.False(TakeTicket().TryAccept());

            Assert.True(ticket.TryAccept());
            Assert.StartsWith("HTTP/1.1 101 ", first.ReadHead(), StringComparison.Ordinal);
            using RawClient fourth = Ask(server);
            Assert.True(TakeTicket().TryAccept());
            Assert.StartsWith("HTTP/1.1 101 ", fourth.ReadHead(), StringComparison.Ordinal);
        });

    [Fact]
    public void A_context_that_stops_lets_go_of_those_that_wait()
    {
        var context = new GateContext { Script = Defer };
        var server = new TestServer(context);
        using RawClient client = Ask(server);
        UpgradeTicket ticket = TakeTicket();
        server.Dispose();

        Assert.False(ticket.TryAccept());
        client.AssertEnd();
        Assert.Equal(0, context.Opened);
    }

    private static RawClient Ask(TestServer server, string? subprotocol = null)
    {
        RawClient client = server.Connect();
        client.Send(RawClient.Request("/", subprotocol));
        return client;
    }

    private UpgradeTicket TakeTicket()
    {
        Assert.True(_tickets.TryTake(out UpgradeTicket ticket, TimeSpan.FromSeconds(20)), "OnUpgrade was not called.");
        return ticket;
    }

    private UpgradeResult Defer(UpgradeRequest request)
    {
        request.AddResponseHeader("X-Deferred"u8, "yes"u8);
        UpgradeResult later = request.Defer(out UpgradeTicket ticket);
        _tickets.Add(ticket);
        return later;
    }

    private void Run(Action<TestServer> test, UpgradeScript? script = null) => Run(new LwsOptions(), test, script);

    // Afterwards nothing is left: no slot, no pooled byte.
    private void Run(LwsOptions options, Action<TestServer> test, UpgradeScript? script = null)
    {
        using var server = new TestServer(new GateContext(options) { Script = script ?? Defer });
        test(server);
        server.EventuallyAtBaseline();
    }
}

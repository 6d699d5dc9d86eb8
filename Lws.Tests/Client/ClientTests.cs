using System.Net;
using System.Net.Sockets;
using Lws.Tests.EndToEnd;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Client;

public class ClientTests
{
    private static readonly TimeSpan NothingToWaitFor = TimeSpan.FromDays(1);
    private static readonly string[] EchoedAndClosed = ["open", "hello", "closed 1000"];

    [Fact]
    public void A_client_talks_to_a_server_and_closes()
    {
        using var server = new TestServer(new TestEchoContext());
        using var context = new AgentContext();
        Journal journal = new() { OnOpen = static session => session.Send("hello"), OnMessage = static session => session.Close() };
        Assert.Equal(ConnectResult.Started, context.Connect(UriOf(server.EndPoint), state: new Agent(journal)));

        context.RunUntil(journal, "closed 1000");
        Assert.Equal(EchoedAndClosed, journal.Entries);
        context.RunUntil(() => context.Loop.ConnectionCount == 0, "the slot is free");
        Assert.Equal(0, context.Memory.RentedBlocks);
        server.EventuallyAtBaseline();
    }

    [Fact]
    public void Both_ends_of_a_connection_may_live_in_one_context()
    {
        using var context = new BothRolesContext();
        IPEndPoint endPoint = context.Listen("127.0.0.1", 0);
        Journal journal = new() { OnOpen = static session => session.Send("hello"), OnMessage = static session => session.Close() };
        context.Connect(UriOf(endPoint), state: new Agent(journal));

        context.RunUntil(journal, "closed 1000");
        Assert.Equal(EchoedAndClosed, journal.Entries);
        context.RunUntil(() => context.Loop.ConnectionCount == 0, "both slots are free");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(16_384)]
    [InlineData(65_536)]
    [InlineData(1 << 20)]
    public void Messages_of_every_size_come_back_masked_and_unmasked_right(int length)
    {
        using var context = new BothRolesContext();
        IPEndPoint endPoint = context.Listen("127.0.0.1", 0);
        byte[] message = new byte[length];
        new Random(length).NextBytes(message);
        byte[] original = [.. message];
        Journal journal = new();
        journal.OnOpen = session =>
        {
            for (int sent = 0; sent < 3; sent++)
                Assert.NotEqual(SendResult.Dropped, session.Send(message));
            session.Send("end");
        };
        context.Connect(UriOf(endPoint), state: new Agent(journal));

        context.RunUntil(journal, "end");
        string entry = length > 100 ? $"Binary of {length}" : "";
        Assert.Equal(["open", entry, entry, entry, "end"], journal.Entries);
        Assert.Equal(original, message); // masking has not touched the caller's bytes
    }

    [Fact]
    public async Task The_request_is_what_a_server_expects()
    {
        using var server = new FakeServer();
        using var context = new AgentContext();
        Journal journal = new();
        Task<NetworkStream> answer = server.AnswerAsync(request => FakeServer.Accepting(request, "Sec-WebSocket-Protocol: v2\r\n"));
        var options = new ConnectOptions { Subprotocol = "v2", Origin = "http://example.test", Headers = [new("Authorization", "Bearer x")] };
        context.Connect(server.Uri, options, new Agent(journal));
        context.RunUntil(journal, "open");
        await answer;

        string[] lines = server.Request.Split("\r\n");
        Assert.Equal("GET /chat?room=1 HTTP/1.1", lines[0]);
        Assert.Contains($"Host: {server.Uri.Authority}", lines);
        Assert.Contains("Upgrade: websocket", lines);
        Assert.Contains("Connection: Upgrade", lines);
        Assert.Contains("Sec-WebSocket-Version: 13", lines);
        Assert.Contains("Sec-WebSocket-Protocol: v2", lines);
        Assert.Contains("Origin: http://example.test", lines);
        Assert.Contains("Authorization: Bearer x", lines);
    }

    [Fact]
    public void Frames_behind_the_response_are_read_and_those_of_the_client_are_masked()
    {
        using var server = new FakeServer();
        using var context = new AgentContext();
        Journal journal = new() { OnMessage = static session => session.Send("yes") };
        Task<NetworkStream> answer = server.AnswerAsync(request => FakeServer.Accepting(request), 0x81, 2, (byte)'o', (byte)'k');
        context.Connect(server.Uri, state: new Agent(journal));
        context.RunUntil(journal, "ok");

        Assert.True(answer.Wait(TimeSpan.FromSeconds(20)));
        byte[] frame = new byte[9];
        answer.Result.ReadExactly(frame);
        Assert.Equal([0x81, 0x83], frame[..2]);
        Assert.Equal("yes"u8.ToArray(), frame[6..].Select((value, index) => (byte)(value ^ frame[2 + index])).ToArray());
    }

    [Fact]
    public void A_masked_frame_from_the_server_fails_the_connection()
    {
        using var server = new FakeServer();
        using var context = new AgentContext();
        Journal journal = new();
        _ = server.AnswerAsync(request => FakeServer.Accepting(request), RawClient.TextFrame("no"));
        context.Connect(server.Uri, state: new Agent(journal));
        context.RunUntil(journal, "closed 1002 unclean by peer");
    }

    [Theory]
    [InlineData("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic\r\n\r\n", ConnectError.Refused, 401)]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n", ConnectError.BadAcceptKey, 101)]
    [InlineData("SSH-2.0-OpenSSH\r\n\r\n", ConnectError.MalformedResponse, 0)]
    public void A_wrong_answer_is_a_typed_failure_with_status_and_headers(string response, ConnectError error, int status)
    {
        using var server = new FakeServer();
        using var context = new AgentContext();
        Journal journal = new();
        _ = server.AnswerAsync(_ => response);
        context.Connect(server.Uri, state: new Agent(journal));

        context.RunUntil(journal, $"failed {error} 1");
        Assert.Equal(status, journal.LastStatus);
        Assert.Null(journal.LastRetryIn);
        Assert.Equal(response, journal.LastResponseHead);
        Assert.Equal(0, context.Loop.ConnectionCount);
    }

    [Fact]
    public void A_server_that_says_nothing_is_given_up_at_the_handshake_timeout()
    {
        using var server = new FakeServer();
        using var context = new AgentContext(new LwsOptions { HandshakeTimeout = TimeSpan.FromMilliseconds(50) });
        Journal journal = new();
        _ = server.AnswerAsync(_ => "");
        context.Connect(server.Uri, state: new Agent(journal));
        context.RunUntil(journal, "failed HandshakeTimeout 1");
    }

    [Fact]
    public void A_server_that_hangs_up_during_the_handshake_is_told_apart()
    {
        using var server = new FakeServer();
        using var context = new AgentContext();
        Journal journal = new();
        Task hangUp = server.AnswerAsync(_ => "HTTP/1.1 101 Sw").ContinueWith(
            answer => answer.Result.Dispose(), TaskScheduler.Default);
        context.Connect(server.Uri, state: new Agent(journal));
        context.RunUntil(journal, "failed ConnectionLost 1");
        Assert.True(hangUp.Wait(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public void Nobody_listening_is_unreachable_and_says_what_the_socket_said()
    {
        using var context = new AgentContext();
        string text = "";
        Journal journal = new() { OnConnectFailed = failure => text = failure };
        context.Connect(new Uri($"ws://127.0.0.1:{FreePort()}/"), state: new Agent(journal));
        context.RunUntil(journal, "failed Unreachable 1");
        Assert.EndsWith("ConnectionRefused.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_is_resolved_and_its_addresses_are_tried_in_turn()
    {
        using var server = new TestServer(new TestEchoContext());
        using var context = new AgentContext();
        Journal journal = new();

        // localhost may be ::1 first, where nobody listens.
        context.Connect(new Uri($"ws://localhost:{server.EndPoint.Port}/"), state: new Agent(journal));
        context.RunUntil(journal, "open");
    }

    [Fact]
    public void A_name_that_nobody_knows_is_told_apart()
    {
        using var context = new AgentContext();
        Journal journal = new();
        context.Connect(new Uri("ws://no-such-host.invalid/"), state: new Agent(journal));
        context.RunUntil(journal, "failed NameNotResolved 1");
    }

    [Fact]
    public void At_the_limit_a_connect_fails_at_once()
    {
        using var server = new TestServer(new TestEchoContext());
        using var context = new AgentContext();
        Journal journal = new();
        Assert.Equal(ConnectResult.Started, context.Connect(UriOf(server.EndPoint), state: new Agent(journal)));
        Assert.Equal(ConnectResult.Started, context.Connect(UriOf(server.EndPoint), state: new Agent(journal)));
        Assert.Equal(ConnectResult.Full, context.Connect(UriOf(server.EndPoint), state: new Agent(journal)));
        context.RunUntil(() => journal.Entries.Count == 2, "both are open");
        Assert.Equal(ConnectResult.Full, context.Connect(UriOf(server.EndPoint), state: new Agent(journal)));
    }

    [Fact]
    public void A_client_comes_back_after_failures_and_after_a_lost_session_but_not_after_its_own_close()
    {
        int port = FreePort();
        using var context = new AgentContext();
        Journal journal = new();
        var options = new ConnectOptions { Reconnect = new Reconnect { Delays = [TimeSpan.FromMilliseconds(5)], Jitter = 0 } };
        context.Connect(new Uri($"ws://127.0.0.1:{port}/"), options, new Agent(journal));
        context.RunUntil(journal, "failed Unreachable 2");
        Assert.Equal(TimeSpan.FromMilliseconds(5), journal.LastRetryIn);

        using (var first = new TestServerAt(port))
        {
            context.RunUntil(journal, "open");
        }

        context.RunUntil(() => journal.Entries.Contains("closed 1001 by peer"), "the server has gone away");
        journal.Entries.Clear();
        using var second = new TestServerAt(port);
        journal.OnOpen = static session => session.Close();
        context.RunUntil(journal, "closed 1000");
        journal.Entries.Clear();
        context.RunUntil(() => context.NextTimeout == NothingToWaitFor, "nothing is waited for any more");
        Assert.Empty(journal.Entries);
    }

    [Fact]
    public void Attempts_end_after_their_number_or_when_the_handler_gives_up()
    {
        using var context = new AgentContext();
        Journal counted = new();
        var three = new Reconnect { Delays = [TimeSpan.Zero], MaxAttempts = 3 };
        var uri = new Uri($"ws://127.0.0.1:{FreePort()}/");
        context.Connect(uri, new ConnectOptions { Reconnect = three }, new Agent(counted));
        context.RunUntil(counted, "failed Unreachable 3");
        Assert.Null(counted.LastRetryIn);

        Journal givenUp = new();
        context.Connect(uri, new ConnectOptions { Reconnect = new Reconnect { Delays = [TimeSpan.Zero] } }, new Agent(givenUp));
        context.RunUntil(givenUp, "failed Unreachable 7");
        Assert.Equal(NothingToWaitFor, context.NextTimeout);
    }

    [Fact]
    public void The_waits_are_those_of_libwebsockets()
    {
        var reconnect = new Reconnect { Jitter = 0 };
        Assert.Equal([1, 3, 9, 17, 17], Enumerable.Range(1, 5).Select(failures => reconnect.DelayAfter(failures)!.Value.TotalSeconds));
        for (int sample = 0; sample < 100; sample++)
            Assert.InRange(Reconnect.Default.DelayAfter(2)!.Value.TotalSeconds, 3, 3.6);
    }

    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("ws://user:secret@127.0.0.1/")]
    [InlineData("ws://127.0.0.1/#part")]
    public void A_uri_that_is_none_of_websocket_is_an_exception(string uri)
    {
        using var context = new AgentContext();
        Assert.Throws<ArgumentException>(() => context.Connect<Agent>(new Uri(uri)));
    }

    [Fact]
    public void Tls_and_unknown_protocols_and_reserved_headers_are_exceptions_that_say_what_to_do()
    {
        using var context = new AgentContext();
        Assert.Throws<NotSupportedException>(() => context.Connect<Agent>(new Uri("wss://127.0.0.1/")));
        Exception unknown = Assert.Throws<InvalidOperationException>(() => context.Connect<TestEcho>(new Uri("ws://127.0.0.1/")));
        Assert.Contains("[Connect<TestEcho>]", unknown.Message, StringComparison.Ordinal);
        var options = new ConnectOptions { Headers = [new("Sec-WebSocket-Key", "x")] };
        Assert.Throws<ArgumentException>(() => context.Connect<Agent>(new Uri("ws://127.0.0.1/"), options));
        options = new ConnectOptions { Headers = [new("X", "a\r\nB: c")] };
        Assert.Throws<ArgumentException>(() => context.Connect<Agent>(new Uri("ws://127.0.0.1/"), options));
        options = new ConnectOptions { Headers = [new("X", new string('a', 10_000))] };
        Assert.Throws<ArgumentException>(() => context.Connect<Agent>(new Uri("ws://127.0.0.1/"), options));
    }

    [Fact]
    public void A_drain_ends_connects_that_are_under_way()
    {
        using var server = new FakeServer();
        using var context = new AgentContext();
        Journal journal = new();
        context.Connect(server.Uri, new ConnectOptions { Reconnect = Reconnect.Default }, new Agent(journal));
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        context.Run(stop.Token);
        Assert.Equal(["failed Stopping 1"], journal.Entries);
        Assert.Null(journal.LastRetryIn);
    }

    private static Uri UriOf(IPEndPoint endPoint) => new($"ws://{endPoint}/");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>An echo server on a port of the test's choice, drained when disposed.</summary>
    private sealed class TestServerAt : IDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly TestEchoContext _context = new();
        private readonly Thread _thread;

        public TestServerAt(int port)
        {
            _context.Listen("127.0.0.1", port);
            _thread = new Thread(Run);
            _thread.Start();
        }

        // The client answers the close frame from the test's thread, which is waiting here: the drain must not wait for it.
        public void Dispose() => _stop.Cancel();

        private void Run()
        {
            _context.Run(_stop.Token);
            _context.Dispose();
        }
    }
}

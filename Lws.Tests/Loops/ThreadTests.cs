using System.Text;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Loops;

/// <summary>What belongs to one loop is refused to the threads of the others, with a word on what to do instead.</summary>
public sealed class ThreadTests : IDisposable
{
    private readonly RoamingContext _context = new();
    private readonly TestServer _server;
    private readonly List<RawClient> _clients = [];

    public ThreadTests()
    {
        _server = new TestServer(_context);
    }

    public void Dispose()
    {
        _clients.ForEach(client => client.Dispose());
        _server.Dispose();
    }

    [Fact]
    public void A_session_is_not_had_on_the_thread_of_another_loop()
    {
        (RawClient first, RawClient second) = RoamingContext.OpenOnTwoLoops(_server, _clients);
        SessionHandle ofFirst = _context.Opened.First().Session;
        _context.OnMessage = (session, _, _) => Answer(session, () => Describe(ofFirst.TryGet(out _)));

        Assert.Equal("True", Ask(first));
        Assert.Contains("use TrySend", Ask(second), StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => ofFirst.TryGet(out _));
    }

    [Fact]
    public void What_is_posted_to_a_session_runs_where_the_session_can_be_had()
    {
        (RawClient first, RawClient second) = RoamingContext.OpenOnTwoLoops(_server, _clients);
        foreach ((SessionHandle session, _) in _context.Opened)
            Assert.True(session.TryPost(static state => Greet((SessionHandle)state!), session));

        Assert.Equal("posted", first.ReadText());
        Assert.Equal("posted", second.ReadText());
        Assert.False(default(SessionHandle).TryPost(static _ => { }, null));
    }

    [Fact]
    public void A_handler_finds_the_descriptors_of_its_own_loop_only()
    {
        (RawClient first, RawClient second) = RoamingContext.OpenOnTwoLoops(_server, _clients);
        int fd = -1;
        _context.OnMessage = (session, _, _) => Answer(session, () => Describe(_context.TryFind(fd, out _)));
        SessionHandle ofFirst = _context.Opened.First().Session;
        using var done = new ManualResetEventSlim();
        ofFirst.TryPost(
            _ =>
            {
                Assert.True(ofFirst.TryGet(out Session session));
                fd = session.Fd;
                done.Set();
            },
            null);
        Assert.True(done.Wait(20_000));

        Assert.Equal("True", Ask(first));
        Assert.Equal("False", Ask(second));
        Assert.Throws<InvalidOperationException>(() => _context.TryFind(fd, out _));
    }

    [Fact]
    public void A_handler_connects_on_its_own_loop()
    {
        (RawClient first, RawClient second) = RoamingContext.OpenOnTwoLoops(_server, _clients);
        var uri = new Uri($"ws://{_server.EndPoint}/");
        int[] threads = [_context.Opened.First().Thread, _context.Opened.Last().Thread];
        int[] before = [.. threads.Select(_context.CountOpenedOn)];
        _context.OnMessage = (session, _, _) => Answer(session, () => _context.Connect<Roaming>(uri).ToString());

        // The server's side of each connection may be on any loop, the client's side is on that of the handler.
        foreach (RawClient client in (RawClient[])[first, second])
            Assert.Equal("Started", Ask(client));
        _server.Eventually(() => _context.Opened.Count == _clients.Count + 4, "both sides of both have opened");
        Assert.All(Enumerable.Range(0, 2), index => Assert.True(_context.CountOpenedOn(threads[index]) > before[index]));
        Assert.Throws<InvalidOperationException>(() => _context.Connect<Roaming>(uri));
    }

    [Fact]
    public void A_handler_gets_the_bill_of_its_own_loop_and_others_that_of_all_when_none_runs()
    {
        (RawClient first, RawClient second) = RoamingContext.OpenOnTwoLoops(_server, _clients);
        _context.OnMessage = (session, _, _) => Answer(session, () => $"{_context.Memory.Table}");
        long ofFirst = long.Parse(Ask(first));
        Assert.Equal(ofFirst, long.Parse(Ask(second)));
        Assert.Throws<InvalidOperationException>(() => _context.Memory);

        _clients.ForEach(client => client.Dispose());
        _server.Stop();
        Assert.Equal(4 * ofFirst, _context.Memory.Table);
    }

    [Fact]
    public void A_running_context_refuses_what_is_for_the_time_before_or_after()
    {
        Assert.Throws<InvalidOperationException>(() => _context.Listen("127.0.0.1", 0));
        Assert.Throws<InvalidOperationException>(() => _context.Run(CancellationToken.None));
        Assert.Throws<InvalidOperationException>(() => _context.Mount(new Mount()));
        Assert.Throws<InvalidOperationException>(_context.Dispose);
    }

    [Fact]
    public void Several_loops_are_not_run_step_by_step()
    {
        using var context = new RoamingContext();
        var refused = Assert.Throws<InvalidOperationException>(() => context.RunOnce(TimeSpan.Zero));
        Assert.Contains("4 loops", refused.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => context.PollFd);
        Assert.Throws<InvalidOperationException>(() => context.NextTimeout);
    }

    [Fact]
    public void A_session_of_the_only_loop_is_not_had_on_other_threads_while_it_runs()
    {
        using var context = new RoamingContext(new LwsOptions { Loops = 1, DrainTimeout = TimeSpan.FromMilliseconds(1) });
        using var server = new TestServer(context);
        using RawClient client = server.Open();
        SessionHandle handle = context.Opened.First().Session;
        Assert.Throws<InvalidOperationException>(() => handle.TryGet(out _));
        server.Stop();

        Assert.False(handle.TryGet(out _));
    }

    private static void Greet(SessionHandle handle)
    {
        Assert.True(handle.TryGet(out Session session));
        session.Send("posted");
    }

    /// <summary>Sends what the call returns, or the message of what it throws.</summary>
    private static void Answer(Session session, Func<string> call)
    {
        string answer;
        try
        {
            answer = call();
        }
        catch (InvalidOperationException exception)
        {
            answer = exception.Message;
        }

        session.Send(Encoding.UTF8.GetBytes(answer), MessageKind.Text);
    }

    private static string Describe(bool result) => $"{result}";

    private static string Ask(RawClient client)
    {
        client.Send(RawClient.TextFrame("?"));
        return client.ReadText();
    }
}

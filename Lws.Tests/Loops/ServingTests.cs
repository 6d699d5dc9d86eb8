using Lws.Tests.Streams;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Loops;

/// <summary>Four loops on one port, with real clients.</summary>
public sealed class ServingTests : IDisposable
{
    private const int Loops = 4;

    private readonly RoamingContext _context = new();
    private readonly TestServer _server;
    private readonly List<RawClient> _clients = [];

    public ServingTests()
    {
        _server = new TestServer(_context);
    }

    public void Dispose()
    {
        _clients.ForEach(client => client.Dispose());
        _server.Dispose();
    }

    [Fact]
    public void The_kernel_gives_every_loop_its_share_of_the_clients()
    {
        const int Count = 400;
        for (int count = 0; count < Count; count++)
            _clients.Add(_server.Open());

        // 100 are expected of each, with a standard deviation of 9.
        IGrouping<int, int>[] loops = [.. _context.Opened.Select(entry => entry.Thread).GroupBy(thread => thread)];
        Assert.Equal(Loops, loops.Length);
        Assert.Equal(Count, _context.Opened.Count);
        Assert.All(loops, loop => Assert.InRange(loop.Count(), Count / Loops / 3, 2 * Count / Loops));
        Assert.All(_context.Loops.All, loop => Assert.Contains(loops, threads => threads.Count() == loop.ConnectionCount));
    }

    [Fact]
    public async Task Pipes_go_to_the_loops_in_turn()
    {
        PipePair[] pairs = [.. Enumerable.Range(0, 2 * Loops).Select(static _ => new PipePair())];
        Task<AdoptResult>[] runs = [.. pairs.Select(pair => LwsPipe.RunUpgradedAsync<Roaming>(_context, pair.Server))];
        _server.Eventually(() => _context.Opened.Count == pairs.Length, "all pipes are open");
        Assert.All(_context.Opened.GroupBy(static entry => entry.Thread), static loop => Assert.Equal(2, loop.Count()));

        Array.ForEach(pairs, static pair => pair.Client.Output.Complete());
        Assert.All(await Task.WhenAll(runs).WaitAsync(RunningContext.Patience), static result => Assert.Equal(AdoptResult.Adopted, result));
    }

    [Fact]
    public void Messages_of_clients_on_many_threads_come_back_whole_and_in_order()
    {
        const int Threads = 4;
        const int ClientsOfEach = 20;
        const int Messages = 50;
        Parallel.For(0, Threads, new ParallelOptions { MaxDegreeOfParallelism = Threads }, thread =>
        {
            RawClient[] clients = [.. Enumerable.Range(0, ClientsOfEach).Select(_ => _server.Open())];
            for (int message = 0; message < Messages; message++)
            {
                for (int client = 0; client < ClientsOfEach; client++)
                    clients[client].Send(RawClient.TextFrame(TextOf(thread, client, message)));
                for (int client = 0; client < ClientsOfEach; client++)
                    Assert.Equal(TextOf(thread, client, message), clients[client].ReadText());
            }

            foreach (RawClient client in clients)
                client.Dispose();
        });

        _server.Eventually(() => _context.Loops.All.Sum(loop => loop.ConnectionCount) == 0, "all slots of all loops free");
        Assert.Equal(Threads * ClientsOfEach, _context.Opened.Count);
        Assert.Equal(Threads * ClientsOfEach, _context.Closed.Count);
    }

    [Fact]
    public void A_handler_reaches_the_sessions_of_all_loops()
    {
        const int Count = 40;
        _context.OnMessage = (sender, payload, kind) =>
        {
            foreach ((SessionHandle session, _) in _context.Opened)
                Assert.Equal(SendResult.Queued, session.TrySend(payload, kind));
        };
        for (int count = 0; count < Count; count++)
            _clients.Add(_server.Open());
        Assert.True(_context.Opened.DistinctBy(entry => entry.Thread).Count() > 1, "All clients are on one loop.");

        foreach (RawClient speaker in _clients)
        {
            string text = $"from {_clients.IndexOf(speaker)}";
            speaker.Send(RawClient.TextFrame(text));
            Assert.All(_clients, client => Assert.Equal(text, client.ReadText()));
        }
    }

    [Fact]
    public void Messages_to_one_session_from_several_loops_keep_the_order_of_each()
    {
        const int Messages = 200;
        for (int count = 0; count < 40; count++)
            _clients.Add(_server.Open());
        SessionHandle receiver = _context.Opened.First().Session;
        _context.OnMessage = (_, payload, kind) => Assert.Equal(SendResult.Queued, receiver.TrySend(payload, kind));
        foreach (RawClient client in _clients)
        {
            string sender = $"{_clients.IndexOf(client)}";
            for (int message = 0; message < Messages; message++)
                client.Send(RawClient.TextFrame($"{sender} {message}"));
        }

        int[] next = new int[_clients.Count];
        for (int received = 0; received < Messages * _clients.Count; received++)
        {
            string[] words = _clients[0].ReadText().Split(' ');
            Assert.Equal($"{next[int.Parse(words[0])]++}", words[1]);
        }
    }

    [Fact]
    public void A_drain_closes_the_sessions_of_every_loop_with_1001_and_each_on_its_thread()
    {
        for (int count = 0; count < 60; count++)
            _clients.Add(_server.Open());
        Task stopping = Task.Run(_server.Stop);
        foreach (RawClient client in _clients)
        {
            (int opcode, _, byte[] payload) = client.ReadFrame();
            Assert.Equal((8, "03E9"), (opcode, Convert.ToHexString(payload)));
            client.Send(RawClient.CloseFrame(1_001));
            client.AssertEnd();
            client.Dispose();
        }

        Assert.True(stopping.Wait(TimeSpan.FromSeconds(20)));
        Assert.Equal(_context.Opened.Select(entry => entry.Thread).Order(), _context.Closed.Order());
    }

    [Fact]
    public void A_context_is_started_and_stopped_once_on_the_thread_that_runs_it_which_is_the_first_loops()
    {
        int first = 0;
        using var done = new ManualResetEventSlim();
        Assert.True(_context.Post(() =>
        {
            first = Environment.CurrentManagedThreadId;
            done.Set();
        }));
        Assert.True(done.Wait(20_000));
        _server.Stop();

        Assert.Equal([("start", first), ("stop", first)], _context.Told);
    }

    private static string TextOf(int thread, int client, int message) =>
        $"{thread} {client} {message} {new string('x', 37 * message)}";
}

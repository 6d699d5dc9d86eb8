using System.Collections.Concurrent;
using System.Text;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.EndToEnd;

/// <summary>Gives the handles of its sessions to other threads.</summary>
[LwsContext(FdLimit = 20)]
[Serve<Reachable>]
internal sealed partial class ReachableContext
{
    public BlockingCollection<SessionHandle> Opened { get; } = [];

    public BlockingCollection<CloseCode> Closed { get; } = [];

    public SessionHandle TakeOpened() => Opened.TryTake(out SessionHandle handle, 20_000) ? handle : throw new TimeoutException("Nobody came.");
}

/// <summary>Tells its context of its beginning and its end.</summary>
[LwsProtocol("reachable", MaxQueuedBytes = 16 << 20)]
public partial struct Reachable
{
    private void OnOpen(Session session) => ((ReachableContext)session.Context).Opened.Add(session.Handle);

    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind) => session.Send(payload, kind);

    private void OnClosed(Session session, CloseStatus status) => ((ReachableContext)session.Context).Closed.Add(status.Code);
}

/// <summary>What other threads may do with a session and with the loop.</summary>
public sealed class OtherThreadTests : IDisposable
{
    private const int Senders = 4;
    private const int Messages = 2_000;

    private readonly ReachableContext _context;
    private readonly TestServer _server;

    public OtherThreadTests()
    {
        _context = new ReachableContext(new LwsOptions { MaxMailboxBytes = 16_384 });
        _server = new TestServer(_context);
    }

    public void Dispose() => _server.Dispose();

    [Fact]
    public void Messages_of_many_threads_arrive_whole_and_in_the_order_of_each()
    {
        using RawClient client = _server.Open();
        SessionHandle session = _context.TakeOpened();
        Thread[] threads = [.. Enumerable.Range(0, Senders).Select(sender => new Thread(() => SendAll(session, sender)))];
        foreach (Thread thread in threads)
            thread.Start();

        int[] next = new int[Senders];
        for (int received = 0; received < Senders * Messages; received++)
        {
            string[] words = client.ReadText().Split(' ');
            int sender = int.Parse(words[0]);
            Assert.Equal($"{next[sender]++}", words[1]);
        }

        foreach (Thread thread in threads)
            thread.Join();
        Assert.All(next, count => Assert.Equal(Messages, count));
    }

    [Fact]
    public void A_session_is_closed_from_another_thread_behind_what_that_thread_has_sent()
    {
        using RawClient client = _server.Open();
        SessionHandle session = _context.TakeOpened();
        Assert.Equal(SendResult.Queued, session.TrySend("last words"u8, MessageKind.Text));
        Assert.Equal(SendResult.Queued, session.TryClose((CloseCode)4_000, "over"u8));
        Assert.Equal(SendResult.Queued, session.TrySend("too late"u8, MessageKind.Text));

        Assert.Equal("last words", client.ReadText());
        (int opcode, _, byte[] payload) = client.ReadFrame();
        Assert.Equal((8, "over"), (opcode, Encoding.UTF8.GetString(payload, 2, payload.Length - 2)));
        client.Send(RawClient.CloseFrame(4_000));
        client.AssertEnd();
        Assert.True(_context.Closed.TryTake(out CloseCode code, 20_000));
        Assert.Equal((CloseCode)4_000, code);
    }

    [Fact]
    public void A_handle_of_a_connection_that_has_gone_reaches_nobody()
    {
        SessionHandle gone;
        using (RawClient client = _server.Open())
            gone = _context.TakeOpened();
        _server.EventuallyAtBaseline();
        using RawClient other = _server.Open();

        Assert.Equal(SendResult.Closed, gone.TrySend("lost"u8));
        Assert.Equal(SendResult.Closed, gone.TryClose());
        Assert.Equal(SendResult.Closed, default(SessionHandle).TrySend("nobody"u8));
        other.Send(RawClient.TextFrame("untouched"));
        Assert.Equal("untouched", other.ReadText());
    }

    [Fact]
    public void What_is_posted_runs_on_the_loops_thread_even_if_what_ran_before_it_threw()
    {
        using RawClient client = _server.Open();
        SessionHandle session = _context.TakeOpened();
        using var done = new ManualResetEventSlim();
        Assert.True(_context.Post(() => throw new InvalidOperationException("on purpose")));
        Assert.True(_context.Post(
            () =>
            {
                Assert.True(session.TryGet(out Session found)); // which only the loop's thread may
                found.Send("posted");
                done.Set();
            }));

        Assert.True(done.Wait(20_000));
        Assert.Equal("posted", client.ReadText());
    }

    [Fact]
    public void A_full_mailbox_drops_and_the_loop_is_unharmed()
    {
        using RawClient client = _server.Open();
        SessionHandle session = _context.TakeOpened();
        using var isBusy = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        Assert.True(_context.Post(() =>
        {
            isBusy.Set();
            release.Wait(20_000);
        }));
        Assert.True(isBusy.Wait(20_000));
        int accepted = 0;
        byte[] message = new byte[1_000];
        while (session.TrySend(message) == SendResult.Queued)
            Assert.True(++accepted < 1_000, "The mailbox has no bound.");
        int posted = 0;
        while (_context.Post(() => { }))
            Assert.True(++posted < 1_000, "The mailbox has no bound.");
        release.Set();

        for (int received = 0; received < accepted; received++)
            Assert.Equal(1_000, client.ReadFrame().Payload.Length);
        _server.Eventually(() => session.TrySend("again"u8, MessageKind.Text) == SendResult.Queued, "room in the mailbox");
        Assert.Equal("again", client.ReadText());
    }

    [Fact]
    public void Nothing_is_taken_once_the_context_is_disposed()
    {
        using RawClient client = _server.Open();
        SessionHandle session = _context.TakeOpened();
        _server.Dispose();
        Assert.Equal(SendResult.Closed, session.TrySend("too late"u8));
        Assert.False(_context.Post(() => { }));
    }

    [Fact]
    public void A_close_that_may_not_be_sent_is_refused_where_it_is_asked_for()
    {
        using RawClient client = _server.Open();
        SessionHandle session = _context.TakeOpened();
        Assert.Throws<ArgumentException>(() => session.TryClose((CloseCode)1_006));
        Assert.Throws<ArgumentException>(() => session.TryClose(CloseCode.Normal, new byte[124]));
    }

    private static void SendAll(SessionHandle session, int sender)
    {
        for (int number = 0; number < Messages; number++)
        {
            byte[] text = Encoding.UTF8.GetBytes($"{sender} {number}");
            while (session.TrySend(text, MessageKind.Text) == SendResult.Dropped)
                Thread.Yield();
        }
    }
}

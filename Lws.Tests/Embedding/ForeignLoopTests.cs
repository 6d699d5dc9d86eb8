using System.Diagnostics;
using System.Net;
using Lws.Interop;
using Lws.Tests.Limits;
using Lws.Tests.Loop;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Embedding;

/// <summary>A context as a guest: a foreign epoll watches its one descriptor, and knows of nothing else.</summary>
public sealed class ForeignLoopTests : IDisposable
{
    private readonly Epoll _foreign = new(4);

    [Fact]
    public void Everything_that_happens_makes_the_one_descriptor_readable_and_serving_it_makes_it_silent()
    {
        using var context = new Of8();
        IPEndPoint endPoint = context.Listen("127.0.0.1", 0);
        Watch(context);
        Assert.Equal(0, _foreign.Wait(0).Value);

        using RawClient client = TallyingLoop.Knock(endPoint);
        ServeUntil(context, () => context.Tally.Opened == 1);
        Assert.Equal(0, _foreign.Wait(0).Value);

        client.ReadHead();
        client.Send(RawClient.TextFrame("hello"));
        ServeUntil(context, () => context.Tally.Messages == 1);
        Assert.Equal("hello", client.ReadText());
        Assert.Equal(0, _foreign.Wait(0).Value);

        client.Reset();
        ServeUntil(context, () => context.Tally.Closed == 1);
        Assert.Equal(0, _foreign.Wait(0).Value);
    }

    [Fact]
    public void Another_thread_wakes_the_foreign_loop()
    {
        using var context = new Of8();
        context.Listen("127.0.0.1", 0);
        Watch(context);
        var other = new Thread(context.WakeUp);
        other.Start();
        other.Join();

        Assert.Equal(1, _foreign.Wait(0).Value);
        context.RunOnce(TimeSpan.Zero);
        Assert.Equal(0, _foreign.Wait(0).Value);
    }

    [Fact]
    public void A_foreign_loop_that_waits_as_long_as_told_runs_timers_in_time()
    {
        using var context = new Of8(new LwsOptions { HandshakeTimeout = TimeSpan.FromMilliseconds(50) });
        IPEndPoint endPoint = context.Listen("127.0.0.1", 0);
        Watch(context);
        Assert.Equal(TimeSpan.FromHours(24), context.NextTimeout);

        using var silent = new RawClient(endPoint);
        ServeUntil(context, () => context.Loop.ConnectionCount == 1);
        Assert.InRange(context.NextTimeout.TotalMilliseconds, 0, 50);
        ServeUntil(context, () => context.Loop.ConnectionCount == 0);
        silent.AssertEnd();
        Assert.Equal(TimeSpan.FromHours(24), context.NextTimeout);
    }

    [Fact]
    public void What_a_handler_left_to_do_is_not_waited_with()
    {
        using LoopHarness harness = LoopHarness.Listening();
        harness.Open(5);
        harness.Behaviour.OnMessage = static (session, _, _) => session.PauseReceive();
        harness.Script.Arrive(5, RawClient.TextFrame("first"));
        harness.Batch();
        SessionHandle handle = harness.TryFind(5, out SessionHandle found) ? found : default;
        Assert.True(handle.TryGet(out Session session));
        session.ResumeReceive();

        Assert.Equal(TimeSpan.Zero, harness.NextTimeout);
    }

    [Fact]
    public async Task The_sample_serves_its_own_clients_and_those_of_its_guest_on_one_port()
    {
        using LimitedProgram sample = await LimitedProgram.StartAsync("ulimit -n 256", "samples/Embedding", "0");
        IPEndPoint endPoint = await sample.ReadEndPointAsync();
        using var webSocket = new RawClient(endPoint);
        webSocket.Upgrade(subprotocol: "echo");
        using (var plain = new RawClient(endPoint))
        {
            plain.Send("hello\r\n");
            Assert.Equal("This line is the host's.\r\n", plain.ReadToEnd());
        }

        webSocket.Send(RawClient.TextFrame("hello"));
        Assert.Equal("hello", webSocket.ReadText());
    }

    public void Dispose() => _foreign.Dispose();

    private void Watch(LwsContext context) => Assert.False(_foreign.Add(context.PollFd, EpollInterest.Receive, 0).IsError);

    /// <summary>The foreign loop: waits for the one descriptor, as long as it was told, and calls its guest.</summary>
    private void ServeUntil(LwsContext context, Func<bool> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), "It never happened.");
            _foreign.Wait((int)Math.Ceiling(context.NextTimeout.TotalMilliseconds));
            context.RunOnce(TimeSpan.Zero);
        }
    }
}

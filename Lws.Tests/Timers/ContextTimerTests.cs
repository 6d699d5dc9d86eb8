using Lws.Testing;
using Lws.Tests.Attacks;
using Lws.Tests.Limits;
using Lws.Tests.Loops;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Timers;

/// <summary><see cref="LwsContext.CreateTimer(Action, TimeSpan, TimeSpan)"/>.</summary>
[Collection(Alone.Name)]
public class ContextTimerTests
{
    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_timer_that_is_made_at_the_start_runs_at_its_moment_and_then_each_period()
    {
        using LwsTestHost host = Host(out TickingContext context, starting => starting.Tick("tick", Second, 2 * Second));
        host.Advance(TimeSpan.FromSeconds(0.999));
        Assert.Empty(context.Ticks);
        host.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Single(context.Ticks);
        host.Advance(TimeSpan.FromSeconds(1.999));
        Assert.Single(context.Ticks);
        host.Advance(TimeSpan.FromSeconds(100));
        Assert.Equal(51, context.Ticks.Count);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    public void A_timer_without_a_period_runs_once(int period)
    {
        using LwsTestHost host = Host(out TickingContext context);
        context.Tick("once", Second, TimeSpan.FromMilliseconds(period));
        host.Advance(10 * Second);
        Assert.Equal(["once"], context.Ticks);
    }

    [Fact]
    public void Several_run_in_the_order_of_their_times()
    {
        using LwsTestHost host = Host(out TickingContext context);
        for (int number = 9; number >= 1; number--)
            context.Tick($"{number}", number * Second, Never);
        host.Advance(10 * Second);
        Assert.Equal("123456789", string.Concat(context.Ticks));
    }

    [Fact]
    public void A_timer_can_be_moved_stopped_and_started_again()
    {
        using LwsTestHost host = Host(out TickingContext context);
        LoopTimer timer = context.Tick("tick", Second, Never);
        Assert.True(timer.Change(3 * Second, Never));
        host.Advance(2 * Second);
        Assert.Empty(context.Ticks);
        Assert.True(timer.Change(Never, Second));
        host.Advance(10 * Second);
        Assert.Empty(context.Ticks);
        Assert.True(timer.Change(TimeSpan.Zero, Never));
        host.Advance(Second);
        Assert.Single(context.Ticks);
    }

    [Fact]
    public async Task A_timer_that_is_disposed_runs_no_more_and_its_place_is_used_again()
    {
        using LwsTestHost host = Host(out TickingContext context);
        LoopTimer first = context.Tick("first", Second, Second);
        host.Advance(Second);
        first.Dispose();
        await first.DisposeAsync();
        LoopTimer second = context.Tick("second", Second, Never);
        Assert.False(first.Change(Second, Never));
        host.Advance(5 * Second);
        Assert.Equal(["first", "second"], context.Ticks);
        second.Dispose();
    }

    [Fact]
    public void A_timer_may_dispose_of_itself_and_make_others()
    {
        using LwsTestHost host = Host(out TickingContext context);
        LoopTimer? timer = null;
        timer = context.CreateTimer(
            () =>
            {
                timer!.Dispose();
                for (int number = 0; number < 20; number++)
                    context.Tick("made", TimeSpan.Zero, Never);
            },
            Second,
            Second);
        host.Advance(5 * Second);
        Assert.Equal(20, context.Ticks.Count);
    }

    [Fact]
    public void A_timer_that_throws_is_logged_and_goes_on()
    {
        var logger = new RecordingLogger();
        var thrown = new InvalidOperationException("on purpose");
        using var host = new LwsTestHost(new TickingContext(new LwsOptions { Logger = logger }));
        host.Context.CreateTimer(static state => throw (Exception)state!, thrown, Second, Second);
        host.Advance(3 * Second);
        Assert.Equal(3, logger.Entries.Count(entry => ReferenceEquals(entry.Exception, thrown)));
    }

    [Fact]
    public void A_loop_that_is_late_makes_up_for_no_missed_period()
    {
        var clock = new SteppedClock();
        using var context = new TickingContext(new LwsOptions { TimeProvider = clock });
        context.Tick("tick", Second, Second);
        clock.Advance(100 * Second);
        for (int batch = 0; batch < 5; batch++)
            context.RunOnce(TimeSpan.Zero);
        Assert.Single(context.Ticks);
    }

    [Fact]
    public void The_time_until_the_next_timer_is_known_to_a_foreign_loop()
    {
        using LwsTestHost host = Host(out TickingContext context);
        context.Tick("tick", Second, Never);
        Assert.InRange(context.NextTimeout, TimeSpan.FromMilliseconds(1), Second);
    }

    [Fact]
    public void Times_that_are_no_times_are_refused_and_leave_nothing_behind()
    {
        using var context = new TickingContext();
        long bytes = context.Loop.ContextTimers.Bytes;
        Assert.Throws<ArgumentOutOfRangeException>(() => context.Tick("", -Second, Never));
        Assert.Throws<ArgumentOutOfRangeException>(() => context.Tick("", TimeSpan.FromDays(25), Never));
        Assert.Throws<ArgumentOutOfRangeException>(() => context.Tick("", Second, -Second));
        Assert.Equal(bytes, context.Loop.ContextTimers.Bytes);
        LoopTimer timer = context.Tick("", Second, Never);
        Assert.Throws<ArgumentOutOfRangeException>(() => timer.Change(-Second, Never));
    }

    [Fact]
    public void Setting_a_timer_again_and_again_allocates_nothing()
    {
        using var context = new TickingContext();
        int ticks = 0;
        LoopTimer timer = context.CreateTimer(() => ticks++, TimeSpan.Zero, Never);
        for (int round = 0; round < 1_000; round++)
            timer.Change(TimeSpan.FromMilliseconds(round), Second);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < 10_000; round++)
            timer.Change(TimeSpan.FromMilliseconds(round), Second);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Of_several_loops_the_first_has_the_timers_of_OnStart_and_the_handlers_own_those_of_a_handler()
    {
        var started = new TaskCompletionSource<int>();
        var handled = new TaskCompletionSource<(int Handler, int Timer)>();
        var context = new RoamingContext();
        context.Starting = () => context.CreateTimer(() => started.TrySetResult(Environment.CurrentManagedThreadId), TimeSpan.Zero, Never);
        context.OnMessage = (_, _, _) =>
        {
            int thread = Environment.CurrentManagedThreadId;
            context.CreateTimer(() => handled.TrySetResult((thread, Environment.CurrentManagedThreadId)), TimeSpan.Zero, Never);
        };
        using var server = new TestServer(context);
        List<RawClient> clients = [];
        (RawClient one, RawClient other) = RoamingContext.OpenOnTwoLoops(server, clients);
        int first = context.Told.First().Thread;
        server.Eventually(() => started.Task.IsCompleted, "the timer of OnStart runs");
        Assert.Equal(first, started.Task.Result);

        RawClient elsewhere = context.Opened.First().Thread == first ? other : one;
        elsewhere.Send(RawClient.TextFrame("set"));
        server.Eventually(() => handled.Task.IsCompleted, "the handler's timer runs");
        Assert.Equal(handled.Task.Result.Handler, handled.Task.Result.Timer);
        Assert.NotEqual(first, handled.Task.Result.Timer);
        clients.ForEach(client => client.Dispose());
    }

    [Fact]
    public void Another_thread_may_neither_make_nor_move_one()
    {
        var context = new TickingContext();
        LoopTimer timer = context.Tick("tick", Second, Never);
        using var server = new TestServer(context);
        server.Open().Dispose();
        Assert.Throws<InvalidOperationException>(() => context.Tick("other", Second, Never));
        Assert.Throws<InvalidOperationException>(() => timer.Change(Second, Never));
        Assert.Throws<InvalidOperationException>(timer.Dispose);
    }

    private static LwsTestHost Host(out TickingContext context, Action<TickingContext>? starting = null)
    {
        context = new TickingContext { Starting = starting };
        return new LwsTestHost(context);
    }
}

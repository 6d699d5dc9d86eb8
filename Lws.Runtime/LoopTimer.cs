using Lws.Dispatch;
using Lws.Loop;

namespace Lws;

/// <summary>
/// A timer of a context rather than of a session: its callback runs on the thread of the loop that made it, between events, so it may
/// touch what handlers touch (<see cref="LwsContext.CreateTimer(TimerCallback, object?, TimeSpan, TimeSpan)"/>).
/// </summary>
/// <remarks>
/// On its loop's thread only, or while the context does not run. Setting it costs the same however many there are, and allocates nothing.
/// libwebsockets: <c>lws_sul_schedule</c>.
/// </remarks>
public sealed class LoopTimer : ITimer
{
    private readonly EventLoop _loop;
    private readonly TimerCallback _callback;
    private readonly object? _state;
    private int _id;
    private uint _period;

    internal LoopTimer(EventLoop loop, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _loop = loop;
        _callback = callback;
        _state = state;
        uint due = Milliseconds(dueTime, nameof(dueTime));
        uint next = PeriodOf(period);
        _id = loop.ContextTimers.Add(this);
        Set(due, next);
    }

    /// <summary>Sets when the timer is due, whether or not it was set before.</summary>
    /// <param name="dueTime">From now to the call, at most 24 days; 0 is as soon as possible, <see cref="Timeout.InfiniteTimeSpan"/> never.</param>
    /// <param name="period">From one call to the next; 0 or <see cref="Timeout.InfiniteTimeSpan"/> for a single call. Calls that a busy loop
    /// has missed are not made up for.</param>
    /// <returns>False where the timer is disposed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A time is negative, or over 24 days.</exception>
    /// <exception cref="InvalidOperationException">The loop runs on another thread.</exception>
    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        uint due = Milliseconds(dueTime, nameof(dueTime));
        uint next = PeriodOf(period);
        CheckThread();
        if (_id == ContextTimers.None)
            return false;
        Set(due, next);
        return true;
    }

    /// <summary>Ends the timer: its callback is not called again.</summary>
    /// <exception cref="InvalidOperationException">The loop runs on another thread.</exception>
    public void Dispose()
    {
        CheckThread();
        if (_id == ContextTimers.None)
            return;
        _loop.Timers.Cancel(_id);
        _loop.ContextTimers.Remove(_id);
        _id = ContextTimers.None;
    }

    /// <inheritdoc cref="Dispose"/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    /// <summary>The timer is due.</summary>
    internal void Run()
    {
        if (_period != TimeLimits.Never)
            _loop.Timers.Arm(_id, _loop.Now + _period);
        _loop.Watch.Enter(nameof(LoopTimer));
        try
        {
            _callback(_state);
        }
        catch (Exception exception)
        {
            Log.TimerThrew(_loop.Context.Options.Logger, exception);
        }

        _loop.Watch.Exit();
    }

    private void Set(uint due, uint period)
    {
        _period = period;
        if (due == TimeLimits.Never)
        {
            _loop.Timers.Cancel(_id);
            return;
        }

        // Outside of a batch, the loop's time is that of its last one.
        _loop.ReadClock();
        _loop.Timers.Arm(_id, _loop.Now + due);
    }

    private void CheckThread()
    {
        if (!_loop.IsMine)
            throw ThrowHelper.RunsElsewhere();
    }

    private static uint PeriodOf(TimeSpan period) => period == TimeSpan.Zero ? TimeLimits.Never : Milliseconds(period, nameof(period));

    private static uint Milliseconds(TimeSpan time, string name)
    {
        if (time == Timeout.InfiniteTimeSpan)
            return TimeLimits.Never;
        if (time < TimeSpan.Zero || time > TimeLimits.Longest)
            throw new ArgumentOutOfRangeException(name, time, $"Give from 0 to {TimeLimits.Longest.Days} days, or Timeout.InfiniteTimeSpan.");
        return (uint)Math.Ceiling(time.TotalMilliseconds);
    }
}

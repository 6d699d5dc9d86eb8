using Lws.Dispatch;
using Lws.Loop;

namespace Lws;

/// <summary>
/// A server, a client or both: its listeners, its connections and the loops that serve them. Declared by <see cref="LwsContextAttribute"/> on a
/// partial class, whose other part the generator writes.
/// </summary>
/// <remarks>
/// One thread at a time: whoever calls <see cref="Run"/> or <see cref="RunOnce"/> is the loop's thread meanwhile, and handlers run
/// on it. With several loops (<see cref="LwsContextAttribute.Loops"/>) that is the thread of the first, and each other one has its own.
/// libwebsockets: <c>struct lws_context</c>.
/// </remarks>
public abstract partial class LwsContext : IDisposable
{
    private bool _hasStarted;

    /// <summary>Makes the context; nothing listens yet, and no descriptor is open.</summary>
    /// <param name="options">Time-outs, sizes and the logger, or null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    protected LwsContext(LwsOptions? options = null)
    {
        Options = options ?? new LwsOptions();
        Options.Validate();
        Loops = new LoopSet(this);
        Clock = Options.TimeProvider;
    }

    /// <summary>What the context was made with.</summary>
    public LwsOptions Options { get; }

    /// <summary>How many loops the context has: as many as <see cref="LwsOptions.Loops"/> says, else as its declaration does.</summary>
    public int LoopCount => Options.Loops > 0 ? Options.Loops : DeclaredLoops;

    /// <summary>How many loops the declaration asks for (<see cref="LwsContextAttribute.Loops"/>). Overridden by emitted code.</summary>
    protected virtual int DeclaredLoops => 1;

    /// <summary>What the loops' time is read from, once there are loops.</summary>
    internal TimeProvider Clock { get; private set; }

    internal LoopSet Loops { get; }

    /// <summary>The first loop; the only one, unless the context has several.</summary>
    internal EventLoop Loop => Loops.First;

    internal EventLoop MakeLoop() => CreateLoop();

    /// <summary>Makes a loop. Implemented by emitted code.</summary>
    protected abstract EventLoop CreateLoop();

    /// <summary>
    /// Serves until <paramref name="cancellationToken"/> is cancelled, then drains: listeners closed, 1001 to every session, a
    /// wait of at most <see cref="LwsOptions.DrainTimeout"/>, and the rest cut off. The first loop runs on the caller's thread, each
    /// other one on a background thread that ends with the call.
    /// </summary>
    /// <exception cref="InvalidOperationException">The context is running already.</exception>
    /// <remarks>What leaves a loop by its own fault stops all of them where they are, and is thrown.</remarks>
    public void Run(CancellationToken cancellationToken)
    {
        Loops.Enter();
        try
        {
            EventLoop[] loops = Loops.All;
            Start();
            new LoopRun(loops, cancellationToken).Serve();
            _hasStarted = false;
            OnStop();
        }
        finally
        {
            Loops.Leave();
        }
    }

    /// <summary>Waits for events at most this long, handles one batch of them, and returns.</summary>
    /// <param name="timeout">0 does not wait; <see cref="Timeout.InfiniteTimeSpan"/> waits for the next event or timer.</param>
    /// <returns>How many events were handled.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, or over 24 days.</exception>
    /// <exception cref="InvalidOperationException">The context is running already, or has several loops, which need a thread
    /// each.</exception>
    /// <remarks>libwebsockets: <c>lws_service</c>.</remarks>
    public int RunOnce(TimeSpan timeout)
    {
        bool isInfinite = timeout == Timeout.InfiniteTimeSpan;
        if (!isInfinite && (timeout < TimeSpan.Zero || timeout > TimeLimits.Longest))
            throw new ArgumentOutOfRangeException(nameof(timeout), timeout, $"Wait from 0 to {TimeLimits.Longest.Days} days.");
        EventLoop loop = Loops.Only;
        Loops.Enter();
        try
        {
            Start();
            return loop.RunOnce(isInfinite ? -1 : (int)Math.Ceiling(timeout.TotalMilliseconds));
        }
        finally
        {
            Loops.Leave();
        }
    }

    /// <summary>
    /// Has the loop's thread call something, soon and behind what this thread has sent and posted to it before. With several loops the
    /// first one does; <see cref="SessionHandle.TryPost"/> reaches that of a session. Any thread.
    /// </summary>
    /// <param name="action">What to call. What it throws is logged.</param>
    /// <returns>False where it will not be called: the mailbox is full (<see cref="LwsOptions.MaxMailboxBytes"/>), or the context is
    /// disposed.</returns>
    /// <remarks>libwebsockets: <c>lws_cancel_service</c> and <c>LWS_CALLBACK_EVENT_WAIT_CANCELLED</c>.</remarks>
    public bool Post(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return Post(static action => ((Action)action!)(), action);
    }

    /// <inheritdoc cref="Post(Action)"/>
    /// <param name="callback">What to call: a static lambda allocates nothing.</param>
    /// <param name="state">What it is called with.</param>
    public bool Post(SendOrPostCallback callback, object? state)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return !Loops.IsClosed && Loops.First.Post(callback, state);
    }

    /// <summary>
    /// Makes a timer whose callback runs on the loop's thread: in <see cref="OnStart"/> or a handler, or while the context does not run. In a
    /// handler it is the handler's loop, else the first.
    /// </summary>
    /// <param name="callback">What to call. What it throws is logged.</param>
    /// <param name="state">What it is called with.</param>
    /// <param name="dueTime">From now to the first call, at most 24 days; <see cref="Timeout.InfiniteTimeSpan"/> waits for
    /// <see cref="LoopTimer.Change"/>.</param>
    /// <param name="period">From one call to the next; <see cref="Timeout.InfiniteTimeSpan"/> for a single call.</param>
    /// <exception cref="ArgumentOutOfRangeException">A time is negative, or over 24 days.</exception>
    /// <exception cref="InvalidOperationException">The context runs on another thread.</exception>
    /// <remarks>By the clock of <see cref="LwsOptions.TimeProvider"/>. libwebsockets: <c>lws_sul_schedule</c>.</remarks>
    public LoopTimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return new LoopTimer(Loops.Mine[0], callback, state, dueTime, period);
    }

    /// <inheritdoc cref="CreateTimer(TimerCallback, object, TimeSpan, TimeSpan)"/>
    public LoopTimer CreateTimer(Action callback, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return CreateTimer(static callback => ((Action)callback!)(), callback, dueTime, period);
    }

    /// <summary>Ends the wait of each loop, or its next. Any thread.</summary>
    /// <remarks>libwebsockets: <c>lws_cancel_service</c>.</remarks>
    public void WakeUp() => Loops.WakeUp();

    /// <summary>
    /// The loop's own file descriptor, readable while events wait: another event loop watches it, and calls <see cref="RunOnce"/> with
    /// a time-out of 0 when it is readable or <see cref="NextTimeout"/> is over.
    /// </summary>
    /// <exception cref="InvalidOperationException">The context has several loops.</exception>
    public int PollFd => Loops.Only.PollFd;

    /// <summary>How long at most until <see cref="RunOnce"/> is to be called, for the sake of timers.</summary>
    /// <returns>0 to 24 hours; the longest where no timer runs.</returns>
    /// <exception cref="InvalidOperationException">The context runs on another thread, or has several loops.</exception>
    /// <remarks>libwebsockets: <c>lws_service_adjust_timeout</c>.</remarks>
    public TimeSpan NextTimeout
    {
        get
        {
            EventLoop loop = Loops.Only;
            return Loops.IsMine(loop) ? TimeSpan.FromMilliseconds(loop.TimeToNextTimer) : throw ThrowHelper.RunsElsewhere();
        }
    }

    /// <summary>
    /// Closes all sockets at once, without close handshakes; sessions that are still open get their <c>OnClosed</c>, and what was posted
    /// and not called yet is called.
    /// </summary>
    /// <exception cref="InvalidOperationException">The context is running.</exception>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc cref="Dispose()"/>
    protected virtual void Dispose(bool disposing)
    {
        if (Loops.IsClosed || !disposing)
            return;
        Loops.Enter();
        try
        {
            Loops.Close();
        }
        finally
        {
            Loops.Leave();
        }
    }

    /// <summary>Called once, before the first batch of any loop, on the thread that calls <see cref="Run"/> or
    /// <see cref="RunOnce"/>.</summary>
    protected virtual void OnStart() { }

    /// <summary>Called once, when all loops have drained, on the thread that has called <see cref="Run"/>.</summary>
    protected virtual void OnStop() { }

    /// <summary>Replaces the system's clock, before the loops are made.</summary>
    internal void UseClock(TimeProvider clock)
    {
        if (Loops.AreMade)
            throw new InvalidOperationException("The context is in use already: make the test host first, then listen or connect.");
        Clock = clock;
    }

    private void Start()
    {
        if (_hasStarted)
            return;
        _hasStarted = true;
        OnStart();
    }
}

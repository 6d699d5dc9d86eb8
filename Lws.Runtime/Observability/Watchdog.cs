namespace Lws.Observability;

/// <summary>
/// One thread for all loops of the process, which looks at those that are at work a few times per <see cref="LwsOptions.SlowHandlerThreshold"/>.
/// It is started by the first loop that wants to be watched, and sleeps without a time-out while all are at rest.
/// </summary>
/// <remarks>
/// A thread of its own: where handlers block, the pool's threads are often taken too, and its timers late. <see cref="Add"/>: any thread.
/// </remarks>
internal static class Watchdog
{
    // Deep enough for any logger.
    private const int StackSize = 256 << 10;

    private static readonly Queue<LoopWatch> Newcomers = [];
    private static Thread? _thread;

    /// <summary>Has a loop be watched until it is at rest.</summary>
    public static void Add(LoopWatch loop)
    {
        lock (Newcomers)
        {
            Newcomers.Enqueue(loop);
            Monitor.Pulse(Newcomers);
            if (_thread is not null)
                return;
            _thread = new Thread(Watch, StackSize) { IsBackground = true, Name = "Lws watchdog" };
            _thread.Start();
        }
    }

    private static void Watch()
    {
        List<LoopWatch> watched = [];
        while (true)
        {
            Wait(watched);
            watched.RemoveAll(static loop => !loop.Look(Environment.TickCount64));
        }
    }

    private static void Wait(List<LoopWatch> watched)
    {
        int period = Timeout.Infinite;
        foreach (LoopWatch loop in watched)
            period = period == Timeout.Infinite ? loop.Period : Math.Min(period, loop.Period);
        lock (Newcomers)
        {
            if (Newcomers.Count == 0)
                Monitor.Wait(Newcomers, period);
            while (Newcomers.TryDequeue(out LoopWatch? loop))
                watched.Add(loop);
        }
    }
}

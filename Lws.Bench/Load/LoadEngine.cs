using System.Diagnostics;
using HdrHistogram;
using Lws.Interop;

namespace Lws.Bench.Load;

/// <summary>The loop that both kinds of load share: one wait and one look at the clock a batch. One thread.</summary>
internal abstract class LoadEngine : IDisposable
{
    // As many as the floor takes, so that neither side has the larger batches.
    private const int MaxEvents = 256;

    /// <summary>When the last batch came, in ticks of the stopwatch: the time of all that happens in it.</summary>
    protected long Now { get; private set; } = Stopwatch.GetTimestamp();

    protected Epoll Epoll { get; } = new(MaxEvents);

    /// <summary>Messages, or connections set up, since the beginning.</summary>
    public long Completed { get; protected set; }

    /// <summary>Where latencies are recorded, in ticks of the stopwatch; null outside the window.</summary>
    public LongHistogram? Latencies { get; set; }

    /// <summary>Opens what is to be open, and sets the load in motion.</summary>
    /// <exception cref="LoadException">The server does not do its part.</exception>
    public abstract void Start();

    /// <summary>Ends what is under way, and checks what can be checked at the end alone.</summary>
    /// <exception cref="LoadException">The server does not do its part.</exception>
    public abstract void Finish();

    /// <summary>Keeps the load going.</summary>
    /// <exception cref="LoadException">The server does not do its part.</exception>
    public void ServeFor(TimeSpan time) => _ = TryServeUntil(() => false, time);

    public virtual void Dispose() => Epoll.Dispose();

    /// <summary>Handles what one descriptor is ready for.</summary>
    protected abstract void Serve(EpollEvent ready);

    /// <summary>Serves until this is so; false when it is not so after that time.</summary>
    public bool TryServeUntil(Func<bool> isDone, TimeSpan patience)
    {
        Now = Stopwatch.GetTimestamp();
        long deadline = Now + (long)(patience.TotalSeconds * Stopwatch.Frequency);
        while (!isDone() && Now < deadline)
            ServeBatch(deadline);
        return isDone();
    }

    private void ServeBatch(long deadline)
    {
        SysResult count = Epoll.Wait(MillisecondsUntil(deadline));
        if (count.IsError)
            throw count.ToException();
        Now = Stopwatch.GetTimestamp();
        for (int i = 0; i < count.Value; i++)
            Serve(Epoll[i]);
    }

    private int MillisecondsUntil(long deadline)
    {
        long left = (deadline - Now) * 1_000 / Stopwatch.Frequency;
        return (int)Math.Clamp(left + 1, 0, int.MaxValue);
    }
}

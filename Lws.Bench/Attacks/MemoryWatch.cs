namespace Lws.Bench.Attacks;

/// <summary>Watches a process's resident memory on a timer's thread, in MiB.</summary>
internal sealed class MemoryWatch : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly int _processId;
    private readonly Lock _lock = new();
    private readonly Timer _timer;
    private double _peak;

    public MemoryWatch(int processId)
    {
        _processId = processId;
        Before = Look();
        _timer = new Timer(_ => Look(), null, Interval, Interval);
    }

    public double Before { get; }

    /// <summary>The most that was seen up to now.</summary>
    public double Peak
    {
        get
        {
            lock (_lock)
                return _peak;
        }
    }

    /// <summary>The memory now; 0 when the process has ended.</summary>
    public double Look()
    {
        double now = ServerProcess.ResidentMiB(_processId) ?? 0;
        lock (_lock)
            _peak = Math.Max(_peak, now);
        return now;
    }

    public void Dispose() => _timer.Dispose();
}

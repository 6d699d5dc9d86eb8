using Lws.Buffers;

namespace Lws;

/// <summary>
/// How many bytes may be held for peers, by all loops of all contexts that are given the same budget: incomplete messages, output that
/// waits, compressors. Above three quarters of it new sessions are refused with 503; above seven eighths the connections that hold most are
/// closed with 1013, until three quarters are left. The last eighth is for what one batch of events can bring.
/// </summary>
/// <remarks>
/// Any thread. <see cref="LwsOptions.MemoryBudget"/>. Loops count themselves in steps of a thousandth of the budget, 4 KiB to 1 MiB, so that
/// it costs nothing per message; each is counted with up to three steps too much.
/// </remarks>
public sealed class MemoryBudget
{
    private const long Least = 1 << 20;
    private const long SmallestStep = 4_096;
    private const long LargestStep = 1 << 20;

    private readonly Lock _sharing = new();
    private readonly List<BudgetShare> _shares = [];
    private long _used;

    /// <summary>Makes a budget for the contexts that are given it.</summary>
    /// <param name="bytes">1,048,576 up.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is less.</exception>
    public MemoryBudget(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, Least);
        Limit = bytes;
        Step = Math.Clamp(bytes / 1_024, SmallestStep, LargestStep);
        RefuseAbove = bytes - (bytes / 4);
        ShedAbove = bytes - (bytes / 8);
    }

    /// <summary>
    /// The budget of all contexts that are given none of their own: a quarter of the memory that the process may use, which is the machine's
    /// or the container's.
    /// </summary>
    public static MemoryBudget OfProcess { get; } = new(Math.Max(Least, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4));

    /// <summary>The budget, in bytes.</summary>
    public long Limit { get; }

    /// <summary>Above this many bytes new sessions are refused with 503; below it nothing more is closed.</summary>
    public long RefuseAbove { get; }

    /// <summary>Above this many bytes the connections that hold most are closed with 1013.</summary>
    public long ShedAbove { get; }

    /// <summary>Bytes in use, as the loops have counted them. Any thread.</summary>
    public long Used => Volatile.Read(ref _used);

    /// <summary>The grain of <see cref="Used"/>, in bytes.</summary>
    internal long Step { get; }

    /// <summary>A loop that holds something is to be told when it has to give some back.</summary>
    internal void Join(BudgetShare share)
    {
        lock (_sharing)
            _shares.Add(share);
    }

    /// <summary>A loop is no more.</summary>
    internal void Leave(BudgetShare share)
    {
        lock (_sharing)
            _shares.Remove(share);
    }

    /// <summary>Counts what a loop holds more, or less. Whoever passes the mark wakes the others: they may hold more than it does.</summary>
    internal void Count(long change)
    {
        long used = Interlocked.Add(ref _used, change);
        if (used <= ShedAbove || used - change > ShedAbove)
            return;
        lock (_sharing)
            _shares.ForEach(static share => share.WakeUp());
    }
}

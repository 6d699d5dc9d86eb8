using System.Diagnostics;
using System.Numerics;
using Lws.Buffers;
using Lws.Loop;

namespace Lws.Connections;

/// <summary>Keeps a loop within its <see cref="MemoryBudget"/>: refuses new sessions, then closes connections that hold most.</summary>
/// <remarks>Loop thread only. Bytes are those of pooled blocks, their unfilled parts included, and of compressors.</remarks>
internal sealed class MemoryGuard(EventLoop loop, MemoryBudget budget)
{
    // By the powers of two of what connections hold; the highest is for the longest blocks that there can be.
    private const int SizeClasses = 40;

    // A server that stays short of memory says so in the log now and then.
    private const uint Silence = 60_000;

    private uint? _refusalToldAt;
    private uint? _sheddingToldAt;

    /// <summary>What the loop holds.</summary>
    public BudgetShare Share { get; } = new(budget, loop);

    /// <summary>Whether connections are to be closed.</summary>
    public bool IsOver => budget.Used > budget.ShedAbove;

    /// <summary>Whether there is no memory for another session.</summary>
    public bool RefusesSession()
    {
        if (budget.Used <= budget.RefuseAbove)
            return false;
        if (IsTimeToTell(ref _refusalToldAt))
            Log.MemoryShort(loop.Context.Options.Logger, budget.Used, budget.Limit);
        return true;
    }

    /// <summary>Closes connections, those that hold most first, until this loop's part of the excess is no longer held.</summary>
    public void Shed()
    {
        long used = budget.Used;
        long excess = (long)((double)(used - budget.RefuseAbove) * Share.Held / used);
        if (excess <= 0)
            return;

        int count = 0;
        int smallest = SmallestClassOf(excess);
        for (int slot = 0; slot < loop.Connections.HighWater && excess > 0; slot++)
        {
            ref Connection connection = ref loop.Connections[slot];
            long held = HeldBy(ref connection);
            if (held == 0 || SizeClassOf(held) < smallest)
                continue;
            excess -= held;
            count++;
            loop.CloseHandshake.Shed(ref connection);
        }

        if (IsTimeToTell(ref _sheddingToldAt))
            Log.Shedding(loop.Context.Options.Logger, count, used, budget.Limit);
    }

    /// <summary>The class of size from which on connections have to go so that so many bytes are freed.</summary>
    private int SmallestClassOf(long excess)
    {
        Span<long> held = stackalloc long[SizeClasses];
        held.Clear();
        for (int slot = 0; slot < loop.Connections.HighWater; slot++)
        {
            long bytes = HeldBy(ref loop.Connections[slot]);
            if (bytes > 0)
                held[SizeClassOf(bytes)] += bytes;
        }

        int smallest = SizeClasses - 1;
        for (; smallest > 0 && held[smallest] < excess; smallest--)
            excess -= held[smallest];
        return smallest;
    }

    private long HeldBy(ref Connection connection)
    {
        if (connection.State is ConnectionState.Free or ConnectionState.Closed)
            return 0;
        return loop.Blocks.LengthOf(connection.Pending)
            + loop.Blocks.LengthOf(connection.Message)
            + loop.Blocks.LengthOfChain(connection.QueueHead)
            + (loop.Compression?.HeldBy(connection.Slot) ?? 0);
    }

    private static int SizeClassOf(long bytes)
    {
        int sizeClass = BitOperations.Log2((ulong)bytes);
        Debug.Assert(sizeClass < SizeClasses, "A connection holds less than a terabyte.");
        return sizeClass;
    }

    private bool IsTimeToTell(ref uint? toldAt)
    {
        if (toldAt is { } last && loop.Now - last < Silence)
            return false;
        toldAt = loop.Now;
        return true;
    }
}

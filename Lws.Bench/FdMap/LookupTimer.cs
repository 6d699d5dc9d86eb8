using System.Diagnostics;
using System.Runtime.CompilerServices;
using Lws.Bench.FdMap.Strategies;

namespace Lws.Bench.FdMap;

/// <summary>Times the lookups of one case, in batches, so that batches of many cases can be taken in turns.</summary>
internal abstract class LookupTimer(LookupCase @case)
{
    private readonly double[] _best = [double.MaxValue, double.MaxValue];
    private readonly double[] _bestOfOddRounds = [double.MaxValue, double.MaxValue];

    public LookupCase Case { get; } = @case;

    public abstract long Bytes { get; }

    /// <summary>The best batch so far, in nanoseconds per lookup.</summary>
    public double NanosecondsOf(Via via) => Math.Min(_best[(int)via], _bestOfOddRounds[(int)via]);

    /// <summary>How far apart the bests of the odd and of the even rounds are, as a part of the lower one.</summary>
    public double SpreadOf(Via via) => Math.Abs(_best[(int)via] - _bestOfOddRounds[(int)via]) / NanosecondsOf(via);

    /// <summary>Times one batch of each kind.</summary>
    public void RunRound(int round)
    {
        double[] best = (round & 1) == 0 ? _best : _bestOfOddRounds;
        best[(int)Via.Event] = Math.Min(best[(int)Via.Event], TimeBatch(Via.Event));
        best[(int)Via.Fd] = Math.Min(best[(int)Via.Fd], TimeBatch(Via.Fd));
    }

    protected abstract double TimeBatch(Via via);
}

/// <inheritdoc/>
internal sealed class LookupTimer<TLookup> : LookupTimer
    where TLookup : struct, ILookup
{
    private const int SequenceLength = 16_384;
    private const double BatchNanoseconds = 300_000;
    private const int CalibrationAttempts = 3;
    private const int Seed = 6_455;

    private readonly int[] _fds = new int[SequenceLength];
    private readonly ulong[] _events = new ulong[SequenceLength];
    private readonly int[] _lookupsPerBatch = new int[2];
    private TLookup _lookup;

    public LookupTimer(LookupCase @case)
        : base(@case)
    {
        _lookup = default;
        _lookup.Initialize(@case);
        Fill();
        Calibrate(Via.Event);
        Calibrate(Via.Fd);
    }

    public override long Bytes => _lookup.Bytes;

    protected override double TimeBatch(Via via)
    {
        int lookups = _lookupsPerBatch[(int)via];
        Run(via, Math.Min(lookups, SequenceLength)); // the others of this round have taken the caches
        return Time(via, lookups) / lookups;
    }

    private void Fill()
    {
        int[] fds = Case.OpenFds();
        var events = new ulong[fds.Length];
        for (int connection = 0; connection < fds.Length; connection++)
            events[connection] = _lookup.Open(fds[connection]);

        var random = new Random(Seed);
        for (int index = 0; index < SequenceLength; index++)
        {
            int connection = random.Next(fds.Length);
            _fds[index] = fds[connection];
            _events[index] = events[connection];
        }
    }

    private void Calibrate(Via via)
    {
        int lookups = 64;
        double nanoseconds = BestTime(via, lookups);
        while (nanoseconds < BatchNanoseconds / 4)
        {
            lookups *= 2;
            nanoseconds = BestTime(via, lookups);
        }

        _lookupsPerBatch[(int)via] = Math.Max(64, (int)(lookups * BatchNanoseconds / nanoseconds));
    }

    // One attempt may fall into a moment when the machine does something else; the batch would then be too short to be timed.
    private double BestTime(Via via, int lookups) => Enumerable.Range(0, CalibrationAttempts).Min(_ => Time(via, lookups));

    private double Time(Via via, int lookups)
    {
        long start = Stopwatch.GetTimestamp();
        Run(via, lookups);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    }

    private void Run(Via via, int lookups)
    {
        int found = 0;
        for (int left = lookups; left > 0; left -= SequenceLength)
        {
            int count = Math.Min(left, SequenceLength);
            found += via == Via.Event ? FindByEvents(_events.AsSpan(0, count)) : FindByFds(_fds.AsSpan(0, count));
        }

        if (found != lookups)
            throw new InvalidOperationException($"{Case}: {lookups - found} of {lookups} open connections were not found.");
    }

    // Optimised at once: no batch may be timed while the JIT compiler still gathers its profile.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int FindByEvents(ReadOnlySpan<ulong> events)
    {
        int found = 0;
        foreach (ulong data in events)
            found += _lookup.FindByEvent(data) ? 1 : 0;
        return found;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int FindByFds(ReadOnlySpan<int> fds)
    {
        int found = 0;
        foreach (int fd in fds)
            found += _lookup.FindByFd(fd) ? 1 : 0;
        return found;
    }
}

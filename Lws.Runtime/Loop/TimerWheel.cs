using System.Diagnostics;
using System.Numerics;
using Lws.Buffers;

namespace Lws.Loop;

/// <summary>
/// A hierarchical timing wheel with ticks of 1 ms: arming and cancelling cost the same however many timers there are, and nothing is
/// allocated after construction.
/// </summary>
/// <remarks>
/// <para>Loop thread only. Times are wrapping milliseconds, compared by the sign of their difference. A due time lies less than
/// 2^31 ms (24.8 days) ahead of the time last given to <see cref="TryTakeDue"/>, so a caller comes back within days even where
/// nothing is armed.</para>
/// <para>A level has 64 buckets, each as wide as the whole level below. A node lies in the lowest level whose block it shares with
/// the wheel's time, so that each occupied level is later than all levels below it, and the next bucket is found by a bit scan.
/// A bucket above level 0 is spread over the levels below when its time comes.</para>
/// </remarks>
/// <param name="nodes">The storage of the nodes.</param>
/// <param name="now">The time at which the wheel begins.</param>
internal sealed class TimerWheel<TNodes>(TNodes nodes, uint now)
    where TNodes : struct, ITimerNodes
{
    private const int Levels = 5;
    private const int LevelShift = 6;
    private const int Buckets = 1 << LevelShift;
    private const int TopLevel = Levels - 1;
    private const int TopShift = TopLevel * LevelShift;

    private readonly int[] _first = new int[Levels * Buckets]; // id + 1, 0 where the bucket is empty
    private readonly ulong[] _occupied = new ulong[Levels];

    // The tick that the wheel has reached, and the one that it is under way to: they differ while a batch is being taken.
    private uint _time = now;
    private uint _target = now;

    public long Bytes => ObjectSize.OfArray<int>(_first.Length) + ObjectSize.OfArray<ulong>(_occupied.Length);

    public bool IsArmed(int id) => nodes[id].Prev != 0;

    /// <summary>
    /// Arms the node for <paramref name="due"/>, or moves it there. A time that <see cref="TryTakeDue"/> has been called with, or one
    /// before it, counts as the next tick: a timer that arms itself without delay cannot keep a batch from ending.
    /// </summary>
    public void Arm(int id, uint due)
    {
        ref TimerNode node = ref nodes[id];
        if (node.Prev != 0)
            Unlink(ref node);

        node.Due = (int)(due - _target) > 0 ? due : _target + 1;
        Link(id, ref node);
    }

    /// <summary>Disarms the node; nothing happens where it is not armed.</summary>
    public void Cancel(int id)
    {
        ref TimerNode node = ref nodes[id];
        if (node.Prev != 0)
            Unlink(ref node);
    }

    /// <summary>
    /// Takes one node that is due at <paramref name="now"/>, in the order of due times; call it until it answers false. The node is
    /// disarmed, and any node may be armed and cancelled between two calls.
    /// </summary>
    public bool TryTakeDue(uint now, out int id)
    {
        Debug.Assert((int)(now - _target) >= 0, "The clock went backwards, or the wheel was left alone for 24 days.");
        _target = now;
        while (TryFindNext(out int bucket, out uint tick) && (int)(tick - now) <= 0)
        {
            _time = tick;
            if (bucket < Buckets)
            {
                id = _first[bucket] - 1;
                Debug.Assert(nodes[id].Due == tick, "A bucket of level 0 holds a single due time.");
                Unlink(ref nodes[id]);
                return true;
            }

            Spread(bucket);
        }

        _time = now;
        id = -1;
        return false;
    }

    /// <summary>
    /// How long the loop may wait: -1 if nothing is armed, 0 if something is overdue. Never too long, but short of a timer that is
    /// far away: then <see cref="TryTakeDue"/> takes nothing, and the next answer comes closer. That happens once a level.
    /// </summary>
    public int MillisecondsToNext(uint now)
    {
        if (!TryFindNext(out _, out uint tick))
            return -1;

        return Math.Max((int)(tick - now), 0);
    }

    // The lowest occupied level, and in it the first bucket from the current one on. Only the top level goes round.
    private bool TryFindNext(out int bucket, out uint tick)
    {
        for (int level = 0; level < Levels; level++)
        {
            ulong occupied = _occupied[level];
            if (occupied == 0)
                continue;

            int shift = level * LevelShift;
            uint current = _time >> shift;
            uint next = current + (uint)BitOperations.TrailingZeroCount(BitOperations.RotateRight(occupied, (int)current));
            bucket = (level << LevelShift) | (int)(next & (Buckets - 1));
            tick = next << shift;
            return true;
        }

        bucket = 0;
        tick = 0;
        return false;
    }

    private int BucketOf(uint due)
    {
        uint difference = due ^ _time;
        int level = Math.Min(BitOperations.Log2(difference | 1) / LevelShift, TopLevel);
        uint place = due >> (level * LevelShift);

        // Beyond the horizon: the last bucket of the top level, from which it is placed anew.
        if (level == TopLevel && due - (_time & (~0u << TopShift)) >= (uint)Buckets << TopShift)
            place = (_time >> TopShift) + Buckets - 1;

        return (level << LevelShift) | (int)(place & (Buckets - 1));
    }

    private void Spread(int bucket)
    {
        int next = _first[bucket];
        _first[bucket] = 0;
        _occupied[bucket >> LevelShift] &= ~(1UL << bucket);
        while (next != 0)
        {
            int id = next - 1;
            ref TimerNode node = ref nodes[id];
            next = node.Next;
            Link(id, ref node);
        }
    }

    private void Link(int id, ref TimerNode node)
    {
        int bucket = BucketOf(node.Due);
        ref int first = ref _first[bucket];
        node.Prev = ~bucket;
        node.Next = first;
        if (first != 0)
            nodes[first - 1].Prev = id + 1;
        first = id + 1;
        _occupied[bucket >> LevelShift] |= 1UL << bucket;
    }

    private void Unlink(ref TimerNode node)
    {
        if (node.Next != 0)
            nodes[node.Next - 1].Prev = node.Prev;

        if (node.Prev > 0)
        {
            nodes[node.Prev - 1].Next = node.Next;
        }
        else
        {
            int bucket = ~node.Prev;
            _first[bucket] = node.Next;
            if (node.Next == 0)
                _occupied[bucket >> LevelShift] &= ~(1UL << bucket);
        }

        node.Next = 0;
        node.Prev = 0;
    }
}

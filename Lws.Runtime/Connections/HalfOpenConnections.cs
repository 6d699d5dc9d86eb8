using System.Diagnostics;
using Lws.Buffers;
using Lws.Loop;

namespace Lws.Connections;

/// <summary>The server's connections whose request head is not complete: how many there are, and which came first.</summary>
/// <remarks>
/// Loop thread only. Touched once at accept and once at the end of the head. Those that are complete stay in the queue until their turn
/// comes or it is cleared of them, so that nothing has to be found in it.
/// </remarks>
/// <param name="loop">The loop whose connections these are.</param>
/// <param name="limit">How many there may be.</param>
internal sealed class HalfOpenConnections(EventLoop loop, int limit)
{
    private const int LeastToClear = 32;

    private readonly Queue<(int Slot, uint Generation)> _queue = [];

    public int Limit => limit;

    public int Count { get; private set; }

    public bool IsFull => Count >= limit;

    public long Bytes => ObjectSize.OfArray<(int, uint)>(_queue.Capacity);

    /// <summary>A connection has been accepted.</summary>
    public void Add(int slot, uint generation)
    {
        if (_queue.Count >= Math.Max(LeastToClear, 2 * Count))
            Clear();
        _queue.Enqueue((slot, generation));
        Count++;
    }

    /// <summary>A request head is complete, or refused, or its connection is lost.</summary>
    public void Remove()
    {
        Debug.Assert(Count > 0, "A connection leaves once.");
        Count--;
    }

    /// <summary>The one that has been half open for longest.</summary>
    public ref Connection Oldest()
    {
        Debug.Assert(Count > 0, "There is none.");
        while (!IsHalfOpen(_queue.Peek()))
            _queue.Dequeue();
        return ref loop.Connections[_queue.Peek().Slot];
    }

    private void Clear()
    {
        for (int left = _queue.Count; left > 0; left--)
        {
            (int, uint) entry = _queue.Dequeue();
            if (IsHalfOpen(entry))
                _queue.Enqueue(entry);
        }
    }

    private bool IsHalfOpen((int Slot, uint Generation) entry) =>
        loop.IsCurrent(entry.Slot, entry.Generation) && loop.Connections[entry.Slot].State == ConnectionState.Handshake;
}

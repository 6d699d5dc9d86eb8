using System.Diagnostics;
using HdrHistogram;

namespace Lws.Bench.Load;

/// <summary>When each message in flight on one connection was sent. Messages that went out together are one entry.</summary>
internal sealed class SendLog(int depth)
{
    // No entry is empty, so as many as there are messages in flight are enough.
    private readonly Entry[] _entries = new Entry[depth];
    private int _oldest;
    private int _count;

    /// <summary>Messages in flight.</summary>
    public int InFlight { get; private set; }

    public void Add(int messages, long now)
    {
        Debug.Assert(InFlight + messages <= _entries.Length, "no more messages are in flight than the depth");
        int index = _oldest + _count;
        _entries[index < _entries.Length ? index : index - _entries.Length] = new Entry(now, messages);
        _count++;
        InFlight += messages;
    }

    /// <summary>Takes the oldest messages out.</summary>
    /// <param name="messages">How many echoes have come.</param>
    /// <param name="now">When, in ticks of the stopwatch.</param>
    /// <param name="latencies">Where to record; null while nothing is measured.</param>
    /// <exception cref="LoadException">There are more echoes than messages.</exception>
    public void Complete(int messages, long now, LongHistogram? latencies)
    {
        InFlight -= messages;
        if (InFlight < 0)
            throw new LoadException($"{-InFlight} more echoes came than messages were sent");
        while (messages > 0)
        {
            ref Entry entry = ref _entries[_oldest];
            int part = Math.Min(messages, entry.Messages);
            latencies?.RecordValueWithCount(now - entry.SentAt, part);
            messages -= part;
            entry.Messages -= part;
            if (entry.Messages == 0)
                RemoveOldest();
        }
    }

    private void RemoveOldest()
    {
        _count--;
        _oldest = _oldest + 1 < _entries.Length ? _oldest + 1 : 0;
    }

    private record struct Entry(long SentAt, int Messages);
}

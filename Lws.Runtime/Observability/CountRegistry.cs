using System.Diagnostics.Metrics;

namespace Lws.Observability;

/// <summary>The counts of all loops of the process, summed up by protocol and role when somebody collects them.</summary>
/// <remarks>Any thread. Holds the counts and not the loops, and what a loop has counted outlives it: a counter never falls.</remarks>
internal static class CountRegistry
{
    private static readonly Lock Gate = new();
    private static readonly List<ProtocolCounts> Live = [];
    private static readonly List<ProtocolCounts> Retired = []; // one of each protocol and role

    public static void Add(ProtocolCounts counts)
    {
        lock (Gate)
            Live.Add(counts);
    }

    /// <summary>The loop has ended.</summary>
    public static void Retire(ProtocolCounts counts)
    {
        lock (Gate)
        {
            if (Live.Remove(counts))
                AddTo(Retired, counts);
        }
    }

    /// <summary>One measurement for each protocol and role that has had a session.</summary>
    public static Measurement<long>[] Observe(Func<ProtocolCounts, long> value) =>
        [.. Sum().Select(counts => new Measurement<long>(value(counts), counts.ProtocolTag, counts.RoleTag))];

    /// <summary>One measurement for each of these and each direction.</summary>
    public static Measurement<long>[] Observe(Func<ProtocolCounts, long> received, Func<ProtocolCounts, long> sent) =>
    [
        .. Sum().SelectMany(counts => new Measurement<long>[]
        {
            new(received(counts), counts.ProtocolTag, counts.RoleTag, Tags.Receive),
            new(sent(counts), counts.ProtocolTag, counts.RoleTag, Tags.Transmit),
        }),
    ];

    private static List<ProtocolCounts> Sum()
    {
        List<ProtocolCounts> sums = [];
        lock (Gate)
        {
            Retired.ForEach(counts => AddTo(sums, counts));
            Live.ForEach(counts => AddTo(sums, counts));
        }

        return sums;
    }

    private static void AddTo(List<ProtocolCounts> sums, ProtocolCounts counts)
    {
        if (counts.Opened == 0)
            return;
        ProtocolCounts? sum = sums.Find(sum => sum.Protocol == counts.Protocol && sum.Role == counts.Role);
        if (sum is null)
            sums.Add(sum = new ProtocolCounts(counts.Protocol, counts.Role));
        sum.Add(counts);
    }
}

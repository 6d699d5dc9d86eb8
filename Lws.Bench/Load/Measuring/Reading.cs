using System.Diagnostics;

namespace Lws.Bench.Load.Measuring;

/// <summary>The clocks and the count at one end of the window.</summary>
/// <param name="Timestamp">Of the stopwatch.</param>
/// <param name="ThreadTime">Processor time of the calling thread.</param>
/// <param name="ServerTime">Processor time of the server's process; null where it is not known.</param>
/// <param name="Completed">Messages so far.</param>
internal readonly record struct Reading(long Timestamp, TimeSpan ThreadTime, TimeSpan? ServerTime, long Completed)
{
    public static Reading Now(int? server, long completed) =>
        new(Stopwatch.GetTimestamp(), CpuClock.OfThisThread(), server is { } id ? CpuClock.OfProcess(id) : null, completed);
}

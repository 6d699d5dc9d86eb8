namespace Lws.Tests.Support;

/// <summary>What a loop that runs on the test's own thread allocates while the same happens over and over.</summary>
internal static class SteadyState
{
    private const int Parts = 4;

    /// <summary>
    /// Runs until a count has reached its end, in four equal parts, and tells what the least of them allocated. Now and then, when other threads
    /// collect, the runtime counts some kilobytes once; what a message allocates comes in each part.
    /// </summary>
    public static long LeastAllocated(LwsContext context, Func<int> count, int end, Task peer)
    {
        int begin = count();
        long least = long.MaxValue;
        for (int part = 1; part <= Parts; part++)
        {
            int endOfPart = begin + (int)((long)(end - begin) * part / Parts);
            long before = GC.GetAllocatedBytesForCurrentThread();
            while (count() < endOfPart)
                Run(context, peer);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    /// <summary>Runs until something is so, or throws what the peer has thrown.</summary>
    public static void RunUntil(LwsContext context, Func<bool> condition, Task peer)
    {
        while (!condition())
            Run(context, peer);
    }

    private static void Run(LwsContext context, Task peer)
    {
        if (peer.IsFaulted)
            peer.GetAwaiter().GetResult();
        context.RunOnce(TimeSpan.FromMilliseconds(100));
    }
}

using Xunit;

namespace Lws.Tests.Client;

/// <summary>Runs a context on the test's own thread until something is so.</summary>
internal static class ClientLoop
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static void RunUntil(this LwsContext context, Func<bool> condition, string what)
    {
        long end = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        while (!condition())
        {
            Assert.True(Environment.TickCount64 < end, $"It never happened: {what}");
            context.RunOnce(TimeSpan.FromMilliseconds(20));
        }
    }

    public static void RunUntil(this LwsContext context, Journal journal, string lastEntry) =>
        context.RunUntil(
            () => journal.Entries.Count > 0 && journal.Entries[^1] == lastEntry,
            $"'{lastEntry}' as the last of: {string.Join(", ", journal.Entries)}");
}

using Lws.Bench.Reporting;

namespace Lws.Bench.Echo;

/// <summary>What has to be said below the tables, on the screen and on the page alike.</summary>
internal static class EchoRemarks
{
    private const double Busy = 0.9;

    public static IEnumerable<string> Of(IReadOnlyList<EchoRow> rows)
    {
        if (rows.Any(row => row.LoadWasTheLimit))
            yield return "* The load was the limit: the server could have done more.";

        // In a closed loop one of the two has always something to do, unless it is kept from it.
        string[] disturbed =
            [.. rows.Where(row => row is { Server: Servers.Floor, ServerBusy: < Busy, LoadBusy: < Busy }).Select(row => row.Scenario)];
        if (disturbed.Length > 0)
        {
            yield return $"Neither the floor nor its load was busy in {string.Join(", ", disturbed)}: other programs took the cores. "
                + "Measure again on a quiet machine.";
        }

        foreach (EchoRow failed in rows.Where(row => !row.Missing && row.Fault is not null))
            yield return $"{failed.Scenario}, {Servers.LabelOf(failed.Server)}: {failed.Fault}.";
    }
}

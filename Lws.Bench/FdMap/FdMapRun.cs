using Spectre.Console;

namespace Lws.Bench.FdMap;

/// <summary>Takes batches of all cases in turns, so that a noisy moment of the machine falls on all of them alike.</summary>
internal static class FdMapRun
{
    // The JIT compiler swaps in the optimised form of what the timed loops call about this long after it was first used.
    private static readonly TimeSpan TieringPause = TimeSpan.FromMilliseconds(500);

    private const int WarmUpRounds = 2;
    private const double ResolutionPercentile = 0.95;

    public static List<LookupTimer> Time(int rounds) =>
        AnsiConsole.Progress().AutoClear(true).Start(progress =>
        {
            ProgressTask task = progress.AddTask("fd tables", maxValue: rounds + WarmUpRounds);
            List<LookupTimer> warmUp = LookupTimers.CreateAll();
            for (int round = 0; round < WarmUpRounds; round++)
            {
                warmUp.ForEach(timer => timer.RunRound(round));
                Thread.Sleep(TieringPause);
                task.Increment(1);
            }

            List<LookupTimer> timers = LookupTimers.CreateAll();
            for (int round = 0; round < rounds; round++)
            {
                timers.ForEach(timer => timer.RunRound(round));
                task.Increment(1);
            }

            return timers;
        });

    /// <summary>How well the figures repeat: between the odd and the even rounds they differ by no more than this part of them, but for
    /// five cases in a hundred.</summary>
    public static double ResolutionOf(List<LookupTimer> timers)
    {
        double[] spreads = [.. from timer in timers from via in Enum.GetValues<Via>() select timer.SpreadOf(via)];
        Array.Sort(spreads);
        return spreads[(int)((spreads.Length - 1) * ResolutionPercentile)];
    }
}

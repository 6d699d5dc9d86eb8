using System.Text;

namespace Lws.Bench.Report;

/// <summary>docs/benchmarks.md, from figures alone: the same figures give the same text.</summary>
internal static class BenchmarksPage
{
    /// <param name="figures">What was measured.</param>
    public static string Write(ReportFigures figures)
    {
        var page = new StringBuilder();
        page.Append($"""
            # Benchmarks

            Lws beside the servers that one would take instead. `report` has written this page; edits are lost when it runs again.

            Machines for this are small, shared and noisy, so an absolute figure means little. What counts are ratios between programs
            that were measured in turns, seconds apart. The yardstick is **the floor**: an echo of bytes on raw epoll in C, without
            WebSocket. Its cost is the kernel's. What a server costs above 1.00 is the price of the protocol and of the program.

            Measured on {figures.Participants[0].Date}: {figures.Participants[0].Machine}.


            """);
        page.Append(GoalSection.Write(figures.Goals));
        page.Append(EchoSection.Write(figures.Echo));
        page.Append(IdleSection.Write(figures.Idle));
        page.Append(GrowthSection.Write(figures.Growth));
        page.Append(MethodSection.Write(figures));
        return page.ToString();
    }
}

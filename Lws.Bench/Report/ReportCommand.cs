using System.CommandLine;
using Lws.Bench.Echo;
using Lws.Bench.Growth;
using Lws.Bench.Idle;
using Lws.Bench.Peers;
using Lws.Bench.Reporting;
using Lws.Bench.Toolchain;
using Lws.Bench.Trials;
using Spectre.Console;

namespace Lws.Bench.Report;

/// <summary><c>report</c>: the figures of <c>echo</c>, <c>idle</c> and <c>growth</c> as a page with plots.</summary>
internal static class ReportCommand
{
    private const string Description =
        "Runs echo, idle and growth in a short form and writes docs/benchmarks.md with its plots. Builds the programs first, at most ten minutes "
        + "the first time; measures within 35 minutes more, commonly within 25.";

    public static Command Create()
    {
        string page = Path.Combine(Repository.Root, "docs", "benchmarks.md");
        var to = new Option<FileInfo>("--out")
        {
            Description = "The page; plots go into images/ beside it. docs/benchmarks.md where it is left out.",
            DefaultValueFactory = _ => new(page),
        };
        var from = new Option<FileInfo>("--from") { Description = "Measure nothing: write the page from the figures that report --json has kept." };
        var json = new Option<FileInfo?>("--json") { Description = "Also write the figures to this file." };
        Option<int> rounds = RoundsOption.Create(ReportSettings.DefaultRounds, min: 1);
        Option<double> seconds = RoundsOption.CreateSeconds(ReportSettings.DefaultSeconds);
        from.AcceptExistingOnly();

        var command = new Command("report", Description) { to, from, json, rounds, seconds };
        command.SetAction(result =>
        {
            ReportFigures figures = result.GetValue(from) is { } file
                ? ReportFigures.Read(file)
                : Measure(new ReportSettings(result.GetValue(rounds), result.GetValue(seconds)), result.GetValue(json));
            return Write(figures, result.GetValue(to)!);
        });
        return command;
    }

    private static ReportFigures Measure(ReportSettings settings, FileInfo? json)
    {
        using var guard = new RunGuard(settings.Bound + PeerSelection.BuildBound);
        ReportFigures figures = ReportRun.Measure(settings, PeerSelection.Prepare([.. PeerCatalogue.Names]));
        JsonReport.Write(json, figures.Rows);
        return figures;
    }

    private static int Write(ReportFigures figures, FileInfo page)
    {
        var images = new DirectoryInfo(Path.Combine(page.DirectoryName!, "images"));
        images.Create();
        if (figures.Echo.Count > 0)
            EchoPlots.Draw(images, figures.Echo);
        if (figures.Idle.Rows.Count > 0)
            IdlePlots.Draw(images, figures.Idle.Rows);
        if (figures.Growth.Rows.Count > 0)
            GrowthPlots.Draw(images, figures.Growth);
        File.WriteAllText(page.FullName, BenchmarksPage.Write(figures));
        Goal.Print(figures.Goals);
        AnsiConsole.WriteLine($"Written: {Path.GetRelativePath(Environment.CurrentDirectory, page.FullName)}, and its plots beside it in images.");
        return 0;
    }
}

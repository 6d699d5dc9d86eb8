using System.CommandLine;
using Lws.Bench.Peers;
using Lws.Bench.Reporting;
using Lws.Bench.Trials;
using Spectre.Console;

namespace Lws.Bench.Growth;

/// <summary><c>growth</c>: what a message costs among many connections, and what a new connection costs.</summary>
internal static class GrowthCommand
{
    private const int DefaultRounds = 3;
    private const int MaxOpen = 19_900;
    private const double DefaultSeconds = 3;
    private const string Description =
        "Measures echo servers with 100 active connections among ever more silent ones, and with connections that come, shake hands and go. "
        + "Builds the programs first. Ends within a bound that it names; with all servers commonly within 20 minutes.";

    /// <summary>The numbers of open connections that are asked for.</summary>
    public static readonly int[] DefaultOpen = [100, 1_000, 10_000, 19_000];

    public static Command Create()
    {
        Option<int[]> open =
            CommaList.CreateNumbers("--open", "Open connections, from 100 on, with commas between the numbers.", DefaultOpen, MaxOpen);
        open.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int[]>().Any(number => number < GrowthRun.Active))
                result.AddError($"--open takes {GrowthRun.Active} or more: so many are active.");
        });
        Option<string[]> servers = PeerSelection.CreateOption();
        servers.Description += " The floor always does.";
        Option<int> rounds = RoundsOption.Create(DefaultRounds, min: 1);
        Option<double> seconds = RoundsOption.CreateSeconds(DefaultSeconds);
        var json = new Option<FileInfo?>("--json") { Description = "Also write the figures to this file." };
        var plots = new Option<DirectoryInfo?>("--plots") { Description = "Also draw the figures into this directory, as SVG." };

        var command = new Command("growth", Description) { open, servers, rounds, seconds, json, plots };
        command.SetAction(result => Run(
            new GrowthSettings(result.GetValue(open)!, result.GetValue(rounds), TimeSpan.FromSeconds(result.GetValue(seconds))),
            PeerSelection.WithFloor(result.GetValue(servers)!), result.GetValue(json), result.GetValue(plots)));
        return command;
    }

    private static int Run(GrowthSettings settings, string[] servers, FileInfo? json, DirectoryInfo? plots)
    {
        using var guard = new RunGuard(settings.Bound(servers.Length) + PeerSelection.BuildBound);
        List<Peer> peers = PeerSelection.Prepare(servers);
        GrowthFigures figures = AnsiConsole.Progress().AutoClear(true).Start(
            progress => GrowthRun.Measure(settings, peers, progress.AddTask("growth")));

        GrowthTables.Print(figures);
        AnsiConsole.WriteLine($"Medians of {Trial.Text(settings.Rounds, settings.Duration.TotalSeconds)}, all servers in turns.");
        AnsiConsole.WriteLine(Machine.Description);
        Goal.Print(GrowthGoals.Of(figures));

        JsonReport.Write(json, [.. figures.Rows, .. figures.Accepts]);
        if (plots is not null)
            GrowthPlots.Draw(plots, figures);
        return figures.HasFailed ? 1 : 0;
    }
}

using System.CommandLine;
using Lws.Bench.Load;
using Lws.Bench.Peers;
using Lws.Bench.Reporting;
using Lws.Bench.Trials;
using Spectre.Console;

namespace Lws.Bench.Echo;

/// <summary><c>echo</c>: scenarios × servers, interleaved, as ratios to the floor.</summary>
internal static class EchoCommand
{
    private const int MinRounds = 3;
    private const double DefaultSeconds = 3;
    private const string Description =
        "Measures echo servers side by side, each on a core of its own: CPU per message as a multiple of a raw epoll echo in C, throughput, "
        + "latency. Builds the programs first. Ends within a bound that it names; with all servers and scenarios commonly within 15 minutes.";

    public static Command Create()
    {
        Option<string[]> scenarios =
            CommaList.Create("--scenario", "Loads, with commas between them.", Scenarios.All.Select(scenario => scenario.Id));
        Option<string[]> servers = PeerSelection.CreateOption();
        servers.Description += " The floor always does.";
        Option<int> rounds = RoundsOption.Create(MinRounds, MinRounds);
        Option<double> seconds = RoundsOption.CreateSeconds(DefaultSeconds);
        var json = new Option<FileInfo?>("--json") { Description = "Also write the figures to this file." };
        var plots = new Option<DirectoryInfo?>("--plots") { Description = "Also draw the figures into this directory, as SVG." };

        var command = new Command("echo", Description) { scenarios, servers, rounds, seconds, json, plots };
        command.SetAction(result =>
        {
            string[] chosen = result.GetValue(scenarios)!;
            var settings = new EchoSettings(
                [.. Scenarios.All.Where(scenario => chosen.Contains(scenario.Id))],
                result.GetValue(rounds), TimeSpan.FromSeconds(result.GetValue(seconds)));
            return Run(settings, PeerSelection.WithFloor(result.GetValue(servers)!), result.GetValue(json), result.GetValue(plots));
        });
        return command;
    }

    private static int Run(EchoSettings settings, string[] servers, FileInfo? json, DirectoryInfo? plots)
    {
        using var guard = new RunGuard(settings.Bound(servers.Length) + PeerSelection.BuildBound);
        List<Peer> peers = PeerSelection.Prepare(servers);
        List<EchoRow> rows = AnsiConsole.Progress().AutoClear(true).Start(progress => EchoRun.Measure(settings, peers, progress.AddTask("echo")));

        EchoTables.Print(rows);
        AnsiConsole.WriteLine($"Medians of {Trial.Text(settings.Rounds, settings.Duration.TotalSeconds)}, all servers in turns.");
        AnsiConsole.WriteLine(Machine.Description);
        Goal.Print(EchoGoals.Of(rows));

        JsonReport.Write(json, rows);
        if (plots is not null)
            EchoPlots.Draw(plots, rows);
        return rows.Exists(row => row is { Missing: false, Fault: not null }) ? 1 : 0;
    }
}

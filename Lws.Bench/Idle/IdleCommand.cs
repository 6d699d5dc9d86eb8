using System.CommandLine;
using Lws.Bench.Peers;
using Lws.Bench.Reporting;
using Lws.Bench.Trials;
using Spectre.Console;

namespace Lws.Bench.Idle;

/// <summary><c>idle</c>: bytes of each idle connection, and what a server is at rest.</summary>
internal static class IdleCommand
{
    /// <summary>How often each server is started to see it at rest.</summary>
    public const int Starts = 5;

    private const int DefaultRounds = 3;
    private const int MaxConnections = 19_900;
    private const string Description =
        "Measures the memory of echo servers with many idle connections, each of which has exchanged a message, and before the first. "
        + "Builds the programs first. Ends within a bound that it names; with all servers commonly within 10 minutes.";

    /// <summary>The numbers of connections that are asked for.</summary>
    public static readonly int[] DefaultConnections = [10_000, 19_000];

    public static Command Create()
    {
        Option<int[]> connections =
            CommaList.CreateNumbers("--connections", "Idle connections, with commas between the numbers.", DefaultConnections, MaxConnections);
        Option<string[]> servers = PeerSelection.CreateOption();
        Option<int> rounds = RoundsOption.Create(DefaultRounds, min: 1);
        var json = new Option<FileInfo?>("--json") { Description = "Also write the figures to this file." };
        var plots = new Option<DirectoryInfo?>("--plots") { Description = "Also draw the figures into this directory, as SVG." };

        var command = new Command("idle", Description) { connections, servers, rounds, json, plots };
        command.SetAction(result => Run(
            new IdleSettings(result.GetValue(connections)!, result.GetValue(rounds), Starts),
            result.GetValue(servers)!, result.GetValue(json), result.GetValue(plots)));
        return command;
    }

    private static int Run(IdleSettings settings, string[] servers, FileInfo? json, DirectoryInfo? plots)
    {
        using var guard = new RunGuard(settings.Bound(servers.Length) + PeerSelection.BuildBound);
        List<Peer> peers = PeerSelection.Prepare(servers);
        IdleFigures figures = AnsiConsole.Progress().AutoClear(true).Start(progress => IdleRun.Measure(settings, peers, progress.AddTask("idle")));

        IdleTables.Print(figures);
        AnsiConsole.WriteLine($"PSS. Medians of {RoundsOption.Text(settings.Rounds)} and of {settings.Starts} starts, all servers in turns.");
        AnsiConsole.WriteLine(Machine.Description);
        Goal.Print(IdleGoals.Of(figures.Rows));

        JsonReport.Write(json, [.. figures.Rows, .. figures.Account]);
        if (plots is not null)
            IdlePlots.Draw(plots, figures.Rows);
        return figures.Rows.Exists(row => row is { Missing: false, Fault: not null }) ? 1 : 0;
    }
}

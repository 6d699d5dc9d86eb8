using System.CommandLine;
using Lws.Bench.Load;
using Lws.Bench.Reporting;
using Spectre.Console;

namespace Lws.Bench.Processes;

/// <summary><c>processes</c>: the founding story in real processes, and what each of them holds.</summary>
internal static class ProcessesCommand
{
    private const int Rounds = 3;
    private const double GoalKiB = 1_536;
    private const string Description =
        "Starts many processes with a few client connections each, told a high ulimit, and reads their memory. Builds the programs first. "
        + "Ends within ten minutes, commonly within one.";

    public static Command Create()
    {
        var processes = new Option<int>("--processes") { Description = "Processes of each kind.", DefaultValueFactory = _ => 50 };
        var connections = new Option<int>("--connections") { Description = "Client connections of each process.", DefaultValueFactory = _ => 2 };
        var ulimit = new Option<long>("--ulimit") { Description = "The limit of open files that the processes are told.", DefaultValueFactory = _ => 1_000_000 };
        var json = new Option<FileInfo?>("--json") { Description = "Also write the figures to this file." };
        var plots = new Option<DirectoryInfo?>("--plots") { Description = "Also draw the figures into this directory, as SVG." };
        LoadOptions.CheckRange(processes, 1, 500);
        LoadOptions.CheckRange(connections, 1, 16);

        var command = new Command("processes", Description) { processes, connections, ulimit, json, plots };
        command.SetAction(result => Run(
            result.GetValue(processes), result.GetValue(connections), result.GetValue(ulimit), result.GetValue(json), result.GetValue(plots)));
        return command;
    }

    private static int Run(int processes, int connections, long ulimit, FileInfo? json, DirectoryInfo? plots)
    {
        List<ProcessesRun> runs = Measure(processes, connections, ulimit);
        List<ProcessesRow> rows = [.. runs.Select(run => ProcessesRow.Of(run.Kind, ulimit, run.Rounds))];
        List<SmapsRow> account = [.. runs.SelectMany(run => run.Account)];

        ProcessesTables.Print(rows, account, ulimit);
        AnsiConsole.WriteLine($"Median of {Rounds} rounds, all kinds in turns.");
        AnsiConsole.WriteLine(Machine.Description);
        Goal.Print(rows
            .Where(row => row is { Server: "lws-aot", Missing: false } && row.Processes == processes)
            .Select(row => new Goal($"{row.Label}: PSS of each process, KiB", row.PssKiBPerProcess!.Value, GoalKiB)));

        JsonReport.Write(json, [.. rows, .. account]);
        if (plots is not null)
            ProcessesPlot.Draw(plots, rows);
        return 0;
    }

    private static List<ProcessesRun> Measure(int processes, int connections, long ulimit) =>
        AnsiConsole.Progress().AutoClear(true).Start(progress =>
        {
            ProgressTask build = progress.AddTask("building the programs").IsIndeterminate();
            List<ProcessesRun> runs = [.. WorkerKinds.Create(processes, connections).Select(kind => new ProcessesRun(kind))];
            build.StopTask();

            ProgressTask task = progress.AddTask("processes", maxValue: Rounds * runs.Count);
            using var server = new EchoServer();
            for (int round = 0; round < Rounds; round++)
            {
                foreach (ProcessesRun run in runs)
                {
                    run.AddRound(server.Port, ulimit);
                    task.Increment(1);
                }
            }

            return runs;
        });
}

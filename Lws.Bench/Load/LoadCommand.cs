using System.CommandLine;
using System.Net.Sockets;
using Lws.Bench.Load.Measuring;
using Lws.Bench.Reporting;
using Spectre.Console;

namespace Lws.Bench.Load;

/// <summary><c>load</c>: the load generator, against any server.</summary>
internal static class LoadCommand
{
    private const string Description =
        "Loads an echo server with messages, or with connections to set up, and checks what comes back. Fails with 1 and the reason when "
        + "that is wrong. Ends within warm-up, window and nine times the patience, that is 276 seconds; commonly within 7.";

    public static Command Create()
    {
        var options = new LoadOptions();
        var json = new Option<FileInfo?>("--json") { Description = "Also write the figures to this file." };
        var core = new Option<int?>("--core") { Description = "The core that the load's thread runs on. Left out: any." };
        LoadOptions.CheckRange(core, 0, CpuAffinity.MaxCore);

        var command = new Command("load", Description);
        options.AddTo(command);
        command.Options.Add(core);
        command.Options.Add(json);
        command.SetAction(result => Run(options.PlanOf(result), result.GetValue(core), result.GetValue(json)));
        return command;
    }

    private static int Run(LoadPlan plan, int? core, FileInfo? json)
    {
        try
        {
            if (core is { } chosen)
                CpuAffinity.Pin(chosen);
            LoadResult result = Execute(plan);
            LoadTable.Print(result);
            JsonReport.Write(json, [result]);
            return 0;
        }
        catch (Exception exception) when (exception is LoadException or SocketException)
        {
            Console.Error.WriteLine($"{plan.Address}: {exception.Message}");
            return 1;
        }
    }

    // The spinner's thread is not the load's, and 10 times a second it takes too little to be seen.
    private static LoadResult Execute(LoadPlan plan) => Console.IsOutputRedirected
        ? LoadRun.Execute(plan, _ => { })
        : AnsiConsole.Status().Start("starting", status => LoadRun.Execute(plan, phase => status.Status(phase.EscapeMarkup())));
}

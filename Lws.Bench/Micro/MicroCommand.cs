using System.CommandLine;
using BenchmarkDotNet.Running;
using Lws.Bench.Micro.Allocations;
using Lws.Bench.Reporting;
using Spectre.Console;

namespace Lws.Bench.Micro;

/// <summary><c>micro</c>: the parts of Lws one by one, beside what lost to them.</summary>
internal static class MicroCommand
{
    private const string Description =
        "Times frames, masking, UTF-8, handshakes, fd tables, dispatch, the whole path without sockets, and the generator. "
        + "Ends within 20 minutes, commonly within 6; with --short within 10, commonly 2; with --check within 2, commonly half a minute.";

    public static Command Create()
    {
        var filter = new Argument<string>("filter")
        {
            Description = "Part of a name or of its parameters, such as masking, embedded or Length=64. Left out: everything.",
            DefaultValueFactory = _ => "",
        };
        var list = new Option<bool>("--list") { Description = "Name the benchmarks and measure nothing." };
        var isShort = new Option<bool>("--short") { Description = "Few and short iterations: enough to see that all works." };
        var check = new Option<bool>("--check")
        {
            Description = $"Count what all embedded benchmarks allocate; a byte more than {AllocationFile.Name} expects is a failure.",
        };
        var json = new Option<FileInfo?>("--json") { Description = "Also write the figures to this file." };

        var command = new Command("micro", Description) { filter, list, isShort, check, json };
        command.SetAction(result => result.GetValue(check)
            ? AllocationCheck.Run(result.GetValue(json))
            : Run(result.GetValue(filter)!, result.GetValue(list), result.GetValue(isShort), result.GetValue(json)));
        return command;
    }

    private static int Run(string filter, bool isList, bool isShort, FileInfo? json)
    {
        var progress = new MicroProgress();
        var errors = new MicroErrors();
        BenchmarkRunInfo[] runs = MicroRun.Find(filter, type => MicroConfig.Create(type, isShort, progress, errors));
        if (runs.Length == 0)
        {
            Console.Error.WriteLine($"No benchmark has '{filter}' in its name; --list names them all.");
            return 1;
        }

        if (isList)
        {
            foreach (BenchmarkCase benchmark in runs.SelectMany(run => run.BenchmarksCases))
                Console.WriteLine($"{MicroName.Of(benchmark)} {MicroName.ParametersOf(benchmark)}".TrimEnd());
            return 0;
        }

        List<MicroRow> rows = MicroRun.Measure(runs, progress);
        MicroTable.Print(rows);
        AnsiConsole.WriteLine(Machine.Description);
        JsonReport.Write(json, rows);
        if (progress.Faults.Count == 0)
            return 0;
        foreach (string fault in progress.Faults)
            Console.Error.WriteLine(fault);
        Console.Error.WriteLine(errors.Text);
        return 1;
    }
}

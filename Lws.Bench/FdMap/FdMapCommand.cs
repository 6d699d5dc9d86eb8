using System.CommandLine;
using Lws.Bench.Reporting;
using Spectre.Console;

namespace Lws.Bench.FdMap;

/// <summary><c>fdmap</c>: the fd table alone, beside the structures that it was chosen from and those that others use.</summary>
internal static class FdMapCommand
{
    private const int DefaultRounds = 40;

    /// <summary>The limit of open files at which maps of all possible descriptors are billed.</summary>
    public const long Ulimit = 1_000_000;

    public static Command Create()
    {
        var json = new Option<FileInfo?>("--json") { Description = "Also write the figures to this file." };
        var plots = new Option<DirectoryInfo?>("--plots") { Description = "Also draw the figures into this directory, as SVG." };
        var rounds = new Option<int>("--rounds") { Description = "Batches of each case, taken in turns; the best counts.", DefaultValueFactory = _ => DefaultRounds };
        rounds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 2 or > 1_000)
                result.AddError("--rounds takes from 2 to 1,000.");
        });

        var command = new Command("fdmap", "Times lookups in the fd table and tells its size, by FdLimit. Takes about a second a round, or less.") { json, plots, rounds };
        command.SetAction(result => Run(result.GetValue(json), result.GetValue(plots), result.GetValue(rounds)));
        return command;
    }

    private static int Run(FileInfo? json, DirectoryInfo? plots, int rounds)
    {
        List<LookupTimer> timers = FdMapRun.Time(rounds);
        List<FdMapRow> rows = [.. from timer in timers from via in Enum.GetValues<Via>() select FdMapRow.Of(timer, via)];
        List<ContextSizeRow> sizes = ContextSizes.Measure();

        FdMapTables.Print(rows, sizes);
        AnsiConsole.WriteLine($"Best of {rounds} batches, all cases in turns. Repeatable to {FdMapRun.ResolutionOf(timers):P0} (95 of 100 cases).");
        AnsiConsole.WriteLine(Machine.Description);
        Goal.Print(FdMapGoals.Of(rows, sizes));

        JsonReport.Write(json, [.. rows, .. sizes]);
        if (plots is not null)
            FdMapPlots.Draw(plots, rows, sizes);
        return 0;
    }
}

using System.CommandLine;
using Lws.Bench.Processes;
using Lws.Bench.Reporting;
using Spectre.Console;

namespace Lws.Bench.Peers;

/// <summary><c>peers</c>: which servers are there to measure, whether they echo, and what they are before any load.</summary>
internal static class PeersCommand
{
    private const int Starts = 5;
    private const int Core = 0;
    private const double SettledKiB = 64;
    private const string Description =
        "Builds each server that echo and idle measure, or says how to install it; starts it, and checks that it echoes. "
        + "Ends within ten minutes the first time, later commonly within half of one.";

    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(200);

    public static Command Create()
    {
        var names = new Argument<string[]>("names") { Description = "Which of them. Left out: all.", Arity = ArgumentArity.ZeroOrMore };
        names.AcceptOnlyFromAmong([.. PeerCatalogue.Names]);
        var json = new Option<FileInfo?>("--json") { Description = "Also write the figures to this file." };
        var command = new Command("peers", Description) { names, json };
        command.SetAction((result, _) => RunAsync(result.GetValue(names)!, result.GetValue(json)));
        return command;
    }

    private static async Task<int> RunAsync(string[] names, FileInfo? json)
    {
        List<PeersRow> rows = await AnsiConsole.Status().StartAsync("building", async status =>
        {
            List<PeersRow> rows = [];
            foreach (Peer peer in PeerCatalogue.Create(names.Length == 0 ? null : names, text => status.Status = text))
            {
                status.Status = peer.IsThere ? $"starting {peer.Name}" : $"{peer.Name} is missing";
                rows.Add(peer.IsThere ? await MeasureAsync(peer).ConfigureAwait(false) : new PeersRow(peer.Name, null, null, peer.Missing));
            }

            return rows;
        }).ConfigureAwait(false);

        Print(rows);
        JsonReport.Write(json, rows);
        return 0;
    }

    private static async Task<PeersRow> MeasureAsync(Peer peer)
    {
        List<double> ready = [], memory = [];
        for (int start = 0; start < Starts; start++)
        {
            using PeerProcess process = peer.Start(Core);
            ready.Add(process.Ready.TotalMilliseconds);
            memory.Add(MemoryAtRest(process.Id));
            await EchoCheck.RunAsync(process.Address).ConfigureAwait(false);
        }

        return new PeersRow(peer.Name, Math.Round(ready.Order().ElementAt(Starts / 2), 1), memory.Order().ElementAt(Starts / 2), null);
    }

    // A server may still be busy starting when it takes its first connection: it is at rest when its memory stays as it is.
    private static double MemoryAtRest(int id)
    {
        double before, now = MemoryOf.Process(id).Pss;
        do
        {
            before = now;
            Thread.Sleep(Settling);
            now = MemoryOf.Process(id).Pss;
        }
        while (Math.Abs(now - before) > SettledKiB);
        return now;
    }

    private static void Print(List<PeersRow> rows)
    {
        Table table = new Table().Title("The servers at rest").AddColumn("");
        table.AddColumn("ready, ms", column => column.RightAligned()).AddColumn("PSS, KiB", column => column.RightAligned());
        foreach (PeersRow row in rows)
            table.AddRow(row.Server, row.ReadyMillis?.ToString("N1") ?? "missing", row.StartPssKiB?.ToString("N0") ?? "missing");
        AnsiConsole.Write(table);
        foreach (PeersRow row in rows.Where(row => row.Missing))
            AnsiConsole.MarkupLineInterpolated($"[yellow]{row.Server} is missing: {row.Fault}[/]");
        AnsiConsole.WriteLine($"Each that is there has echoed messages of 20 B, 1 KiB and 64 KiB, 16 in flight. Median of {Starts} starts.");
        AnsiConsole.WriteLine(Machine.Description);
    }
}

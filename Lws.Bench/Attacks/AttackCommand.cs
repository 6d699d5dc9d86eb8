using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net.Sockets;
using Lws.Bench.Attacks.Rows;
using Lws.Bench.Attacks.Verdicts;
using Lws.Bench.Reporting;
using Spectre.Console;

namespace Lws.Bench.Attacks;

/// <summary><c>attack</c>: every bad input that a peer can send, against any WebSocket echo server.</summary>
internal static class AttackCommand
{
    private const string Description =
        "Sends bad input to a WebSocket echo server, row by row, and says what it withstands. Exits with 0 only if no row failed. "
        + "Ends within --bound seconds and a minute.";

    private static readonly AttackOptions Defaults = new() { Url = new Uri("ws://127.0.0.1/") };

    private static readonly Argument<Uri> Url = new("url") { Description = "ws://host:port/path of the server.", CustomParser = ParseUrl };

    private static readonly Option<int[]> Rows = new("--row")
    {
        Description = "Only these rows, such as 1,2,13.",
        CustomParser = ParseRows,
    };

    private static readonly Option<int?> ProcessId = new("--pid")
    {
        Description = "The server's process. Left out: whoever on this machine listens on the port.",
    };

    private static readonly Option<FileInfo?> Json = new("--json") { Description = "Also write the results, rows and cases, to this file." };

    private static readonly Option<bool> Quick = new("--quick") { Description = "Leave out what waits for the server's own time-outs." };

    private static readonly Option<string?> Origin = new("--origin") { Description = "The only Origin that the server allows, for row 9." };

    private static readonly Option<long?> MaxMessage = new("--max-message")
    {
        Description = "The server's limit on messages, in bytes. Left out: rows 19 and 20 declare 4 GiB.",
    };

    private static readonly Option<double> Answer = Seconds("--answer", "How long the server may take to answer", Defaults.Answer);
    private static readonly Option<double> Handshake = Seconds("--handshake-timeout", "Its time for a handshake", Defaults.HandshakeTimeout);
    private static readonly Option<double> Message = Seconds("--message-timeout", "Its time for a message", Defaults.MessageTimeout);
    private static readonly Option<double> Close = Seconds("--close-timeout", "Its time to end TCP after a close frame", Defaults.CloseTimeout);
    private static readonly Option<double> Idle = Seconds("--idle-timeout", "Its patience with unanswered pings", Defaults.IdleTimeout);
    private static readonly Option<double> Bound = Seconds("--bound", "The bound of the whole run", Defaults.Bound);

    private static readonly Option<int> HalfOpen = new("--half-open")
    {
        Description = "Half-open handshakes that row 8 holds.",
        DefaultValueFactory = _ => Defaults.HalfOpen,
    };

    private static readonly Option<double> MemoryBound = new("--memory-bound")
    {
        Description = "By how many MiB the server's resident memory may grow in a row that wants it bounded.",
        DefaultValueFactory = _ => Defaults.MemoryBoundMiB,
    };

    public static Command Create()
    {
        var command = new Command("attack", Description)
        {
            Url, Rows, ProcessId, Json, Quick, Origin, MaxMessage, Answer, Handshake, Message, Close, Idle, HalfOpen, MemoryBound, Bound,
        };
        command.SetAction(result => Run(ReadOptions(result), result.GetValue(Json)));
        return command;
    }

    private static AttackOptions ReadOptions(ParseResult result) => new()
    {
        Url = result.GetRequiredValue(Url),
        Rows = result.GetValue(Rows) ?? [],
        ProcessId = result.GetValue(ProcessId),
        IsQuick = result.GetValue(Quick),
        Origin = result.GetValue(Origin),
        MaxMessage = result.GetValue(MaxMessage),
        Answer = TimeSpan.FromSeconds(result.GetValue(Answer)),
        HandshakeTimeout = TimeSpan.FromSeconds(result.GetValue(Handshake)),
        MessageTimeout = TimeSpan.FromSeconds(result.GetValue(Message)),
        CloseTimeout = TimeSpan.FromSeconds(result.GetValue(Close)),
        IdleTimeout = TimeSpan.FromSeconds(result.GetValue(Idle)),
        HalfOpen = result.GetValue(HalfOpen),
        MemoryBoundMiB = result.GetValue(MemoryBound),
        Bound = TimeSpan.FromSeconds(result.GetValue(Bound)),
    };

    private static int Run(AttackOptions options, FileInfo? json)
    {
        try
        {
            options = options with { ProcessId = options.ProcessId ?? ServerProcess.FindListener(ServerUnderAttack.FindEndPoint(options.Url)) };
            string memory = options.ProcessId is { } id ? $"its process is {id}" : "its process is not to be seen";
            AnsiConsole.WriteLine($"Attacking {options.Url}; {memory}. Ends within {options.Bound.TotalMinutes:0.#} minutes.");
            using var run = new AttackRun(options);
            List<RowResult> rows = Send(run, options);
            AttackTable.Print(rows);
            AnsiConsole.WriteLine(Machine.Description);
            JsonReport.Write(json, [.. rows, .. run.Cases]);
            return rows.Exists(row => row.Verdict.Fails) ? 1 : 0;
        }
        catch (Exception exception) when (exception is SocketException or InvalidDataException)
        {
            Console.Error.WriteLine($"{options.Url} cannot be attacked: {exception.Message}");
            return 1;
        }
    }

    private static List<RowResult> Send(AttackRun run, AttackOptions options) =>
        AnsiConsole.Status().Start("meeting the server", status => run.Run(row => status.Status($"row {row}")));

    private static Option<double> Seconds(string name, string what, TimeSpan byDefault)
    {
        var option = new Option<double>(name) { Description = $"{what}, in seconds.", DefaultValueFactory = _ => byDefault.TotalSeconds };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is <= 0 or > 3_600)
                result.AddError($"{name} takes more than 0 and up to 3,600 seconds.");
        });
        return option;
    }

    private static Uri? ParseUrl(ArgumentResult result)
    {
        if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out Uri? url) && url.Scheme == "ws" && url.Host.Length > 0)
            return url;
        result.AddError("The server's address is ws://host:port/path.");
        return null;
    }

    private static int[]? ParseRows(ArgumentResult result)
    {
        string[] words = [.. result.Tokens.SelectMany(token => token.Value.Split(','))];
        int[] known = [.. AttackRows.All.Select(row => row.Number), .. UnsentRows.All.Select(row => row.Number)];
        if (words.All(word => int.TryParse(word, out int number) && known.Contains(number)))
            return [.. words.Select(int.Parse)];
        result.AddError("--row takes numbers from 1 to 47, separated by commas.");
        return null;
    }
}

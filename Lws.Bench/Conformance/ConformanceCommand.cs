using System.CommandLine;
using System.Net.Sockets;
using Spectre.Console;

namespace Lws.Bench.Conformance;

/// <summary><c>conformance-client</c>: an echo client for suites that test clients.</summary>
internal static class ConformanceCommand
{
    private const string Default = "ws://127.0.0.1:9001";

    public static Command Create()
    {
        var url = new Option<string>("--url") { Description = "The suite's server, ws://host:port.", DefaultValueFactory = _ => Default };
        var agent = new Option<string>("--agent") { Description = "The name in its report.", DefaultValueFactory = _ => "lws" };
        var plain = new Option<bool>("--no-deflate") { Description = "Offer no permessage-deflate." };
        url.Validators.Add(result =>
        {
            if (!Uri.TryCreate(result.GetValueOrDefault<string>(), UriKind.Absolute, out Uri? address) || address.Scheme != "ws")
                result.AddError("--url takes ws://host:port.");
        });

        var command = new Command(
            "conformance-client", "Runs all cases of a conformance suite for clients: asks /getCaseCount, echoes in each case, ends with /updateReports.")
        {
            url, agent, plain,
        };
        command.SetAction(result => Run(new Uri(result.GetValue(url)!), result.GetValue(agent)!, !result.GetValue(plain)));
        return command;
    }

    private static int Run(Uri url, string agent, bool deflate)
    {
        try
        {
            using var client = new ConformanceClient(url, agent, deflate);
            int count = client.CountCases();
            AnsiConsole.Progress().Start(progress =>
            {
                ProgressTask task = progress.AddTask($"{count} cases", maxValue: count);
                for (int number = 1; number <= count; number++)
                {
                    client.RunCase(number);
                    task.Increment(1);
                }
            });
            client.UpdateReports();
            AnsiConsole.MarkupLineInterpolated($"{count} cases run; the suite has the report of [blue]{agent}[/].");
            return 0;
        }
        catch (Exception exception) when (exception is SocketException or InvalidDataException or ArgumentException)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
    }
}

using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Spectre.Console;

namespace Lws.Bench.Serving;

/// <summary><c>serve</c>: an echo server for load generators and conformance suites from outside.</summary>
internal static class ServeCommand
{
    private const int DefaultPort = 9_001;
    private const int MaxLoops = 1_024;

    // So that a conformance suite gets to see all of it.
    private static DeflateOptions Everything => new() { ServerContextTakeover = true, ClientContextTakeover = true, Threshold = 0 };

    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "Port to listen on; 0 takes a free one.", DefaultValueFactory = _ => DefaultPort };
        var address = new Option<string>("--address") { Description = "Address to listen on.", DefaultValueFactory = _ => "127.0.0.1" };
        var fdLimit = new Option<int?>("--fd-limit")
        {
            Description = "Connections at once, of each loop. Left out: as many as the process may open.",
        };
        fdLimit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() < 1)
                result.AddError("--fd-limit takes 1 or more.");
        });

        var loops = new Option<int>("--loops") { Description = "Loops, each on a thread of its own.", DefaultValueFactory = _ => 1 };
        loops.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > MaxLoops)
                result.AddError($"--loops takes 1 to {MaxLoops:N0}.");
        });

        var deflate = new Option<bool>("--deflate")
        {
            Description = "Agree on permessage-deflate: messages of any length, with context takeover unless the client asks for none.",
        };

        var guarded = new Option<bool>("--guarded") { Description = $"Accept only requests with the Origin {GuardedEcho.Origin}." };

        var command = new Command("serve", "Echoes text and binary messages of up to 64 MiB, on every path, until Ctrl-C.")
        {
            port, address, fdLimit, loops, deflate, guarded,
        };
        command.SetAction(result => Serve(
            result.GetValue(address)!,
            result.GetValue(port),
            result.GetValue(fdLimit),
            result.GetValue(loops),
            result.GetValue(deflate) ? Everything : null,
            result.GetValue(guarded)));
        return command;
    }

    private static int Serve(string address, int port, int? fdLimit, int loops, DeflateOptions? deflate, bool isGuarded)
    {
        using var stop = new CancellationTokenSource();
        using PosixSignalRegistration interrupt = StopOn(PosixSignal.SIGINT, stop);
        using PosixSignalRegistration terminate = StopOn(PosixSignal.SIGTERM, stop);
        using LwsContext context = isGuarded
            ? new GuardedEchoContext(new LwsOptions { Loops = loops, Deflate = deflate, MaxConnections = fdLimit ?? int.MaxValue })
            : EchoContexts.Create(fdLimit, loops, deflate);
        try
        {
            IPEndPoint bound = context.Listen(address, port);
            AnsiConsole.MarkupLineInterpolated($"Echoing on [blue]ws://{bound}/[/]");
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException)
        {
            Console.Error.WriteLine($"Cannot listen on {address}:{port}: {exception.Message}");
            return 1;
        }

        context.Run(stop.Token);
        return 0;
    }

    private static PosixSignalRegistration StopOn(PosixSignal signal, CancellationTokenSource stop) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            stop.Cancel();
        });
}

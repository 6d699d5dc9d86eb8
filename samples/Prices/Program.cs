using System.Net.Sockets;
using System.Runtime.InteropServices;
using Lws;
using Prices;

if (!CommandLine.TryParse(args, out CommandLine options, out string? fault))
{
    Console.Error.WriteLine(fault);
    return 1;
}

// Before anything is printed: whoever reads the address may send a signal at once.
using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

// What the kernel has taken can only get old: more than this waits in Lws, where a newer price takes its place.
using var context = new PricesContext(new LwsOptions { MaxUnsentBytes = 16_384 });
context.Mount(Mount.FromResources(typeof(PricesContext).Assembly, "www/"));
using LoopTimer trading = context.CreateTimer(context.Trade, options.Interval, options.Interval);

try
{
    Console.WriteLine($"Listening on http://{context.Listen("127.0.0.1", options.Port)}/");
}
catch (SocketException e)
{
    Console.Error.WriteLine($"Cannot listen on 127.0.0.1, port {options.Port}: {e.Message}");
    return 1;
}

context.Run(stop.Token);
return 0;

void Stop(PosixSignalContext signal)
{
    // Cancels the signal's default, the end of the process: Run returns once the sessions have been told.
    signal.Cancel = true;
    stop.Cancel();
}

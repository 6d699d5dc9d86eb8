using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Demo;
using Lws;

if (!CommandLine.TryParse(args, out CommandLine options, out string? fault))
{
    Console.Error.WriteLine(fault);
    return 1;
}

// Before anything is printed: whoever reads the address may send a signal at once.
using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

using var context = new DemoContext();
context.Mount(Mount.FromResources(typeof(DemoContext).Assembly, "www/"));

try
{
    IPEndPoint bound = context.Listen(options.Address, options.Port);
    Console.WriteLine($"Listening on http://{bound}/");
}
catch (Exception e) when (e is SocketException or ArgumentException)
{
    Console.Error.WriteLine($"Cannot listen on {options.Address}, port {options.Port}: {e.Message}");
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

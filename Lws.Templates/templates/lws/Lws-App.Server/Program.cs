using System.Runtime.InteropServices;
using Lws_App.Server;

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

using var context = new ServerContext();
Console.WriteLine($"Listening on ws://{context.Listen("127.0.0.1", 7681)}/chat");
context.Run(stop.Token);

void Stop(PosixSignalContext signal)
{
    // Not at once: every visitor is told first.
    signal.Cancel = true;
    stop.Cancel();
}

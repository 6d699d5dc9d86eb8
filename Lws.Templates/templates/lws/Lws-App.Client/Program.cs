using System.Runtime.InteropServices;
using Lws;
using Lws_App.Client;

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

var server = new Uri(args.Length > 0 ? args[0] : "ws://127.0.0.1:7681/chat");
using var context = new ClientContext();
context.Connect<ChatClient>(server, new ConnectOptions { Reconnect = Reconnect.Default });
context.Run(stop.Token);

void Stop(PosixSignalContext signal)
{
    // Not at once: the server is told first.
    signal.Cancel = true;
    stop.Cancel();
}

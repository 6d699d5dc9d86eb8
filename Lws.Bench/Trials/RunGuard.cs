using System.Runtime.InteropServices;
using Spectre.Console;

namespace Lws.Bench.Trials;

/// <summary>Ends this program when it is told to end, and when the time is over that it has promised to end within. The servers that it
/// has started end with it (<see cref="Peers.RunningPeers"/>), and so do its load and its idle connections, which they leave alone.</summary>
internal sealed class RunGuard : IDisposable
{
    private const int SignalExitCode = 128;
    private const int TimeOutExitCode = 124; // as that of timeout(1)

    private readonly PosixSignalRegistration _interrupt = EndOn(PosixSignal.SIGINT, 2);
    private readonly PosixSignalRegistration _terminate = EndOn(PosixSignal.SIGTERM, 15);
    private readonly Timer _timer;

    public RunGuard(TimeSpan bound)
    {
        string minutes = $"{Math.Ceiling(bound.TotalMinutes):N0} minutes";
        AnsiConsole.WriteLine($"Ends within {minutes}.");
        _timer = new Timer(_ => End(TimeOutExitCode, $"Not done within {minutes}."), null, bound, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _timer.Dispose();
        _terminate.Dispose();
        _interrupt.Dispose();
    }

    private static PosixSignalRegistration EndOn(PosixSignal signal, int number) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        End(SignalExitCode + number, "Interrupted.");
    });

    private static void End(int exitCode, string message)
    {
        AnsiConsole.Cursor.Show(); // progress bars hide it
        Console.Error.WriteLine(message);
        Environment.Exit(exitCode);
    }
}

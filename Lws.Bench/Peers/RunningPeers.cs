using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Lws.Bench.Peers;

/// <summary>The peers that run: killed with this program, however it is ended, SIGKILL excepted.</summary>
internal static class RunningPeers
{
    private static readonly ConcurrentDictionary<Process, bool> Running = new();

    // A signal's own effect follows when its handler has returned. SIGTERM ends the program in order: ProcessExit.
    private static readonly PosixSignalRegistration[] Signals =
        [KillAllOn(PosixSignal.SIGINT), KillAllOn(PosixSignal.SIGQUIT), KillAllOn(PosixSignal.SIGHUP)];

    static RunningPeers()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => KillAll();
    }

    public static void Add(Process process) => Running.TryAdd(process, true);

    public static void Remove(Process process) => Running.TryRemove(process, out _);

    private static PosixSignalRegistration KillAllOn(PosixSignal signal) => PosixSignalRegistration.Create(signal, _ => KillAll());

    private static void KillAll()
    {
        foreach (Process process in Running.Keys)
            process.Kill();
    }
}

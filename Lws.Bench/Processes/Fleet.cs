using System.Diagnostics;
using System.Globalization;
using Lws.Bench.Toolchain;

namespace Lws.Bench.Processes;

/// <summary>The processes of one kind, from their start until they are killed.</summary>
internal sealed class Fleet : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    // From the server's sending of the last echo to its arrival, with room to spare.
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(500);

    private readonly List<Process> _processes = [];

    /// <summary>Starts them and waits until each connection has exchanged a message.</summary>
    /// <param name="kind">What to start; its program exists.</param>
    /// <param name="port">The echo server's.</param>
    /// <param name="ulimit">The limit of open files that they are told.</param>
    /// <exception cref="InvalidOperationException">One ended, or they did not come that far within a minute.</exception>
    public Fleet(WorkerKind kind, int port, long ulimit)
    {
        long messages = Counted.Messages + ((long)kind.Processes * kind.ConnectionsEach);
        try
        {
            for (int process = 0; process < kind.Processes; process++)
                _processes.Add(StartOne(kind, port, ulimit));
            Await(kind, messages);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public IEnumerable<int> Ids => _processes.Select(process => process.Id);

    public void Dispose()
    {
        foreach (Process process in _processes)
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }

        _processes.Clear();
    }

    private static Process StartOne(WorkerKind kind, int port, long ulimit)
    {
        var start = new ProcessStartInfo(kind.Program!);
        start.ArgumentList.Add(port.ToString(CultureInfo.InvariantCulture));
        start.ArgumentList.Add(kind.ConnectionsEach.ToString(CultureInfo.InvariantCulture));
        if (kind.LastArgument is not null)
            start.ArgumentList.Add(kind.LastArgument);
        UlimitShim.Tell(start, ulimit);
        return Process.Start(start)!;
    }

    private void Await(WorkerKind kind, long messages)
    {
        long start = Stopwatch.GetTimestamp();
        while (Counted.Messages < messages)
        {
            if (_processes.Find(process => process.HasExited) is { } ended)
                throw new InvalidOperationException($"{kind.Label}: a process ended with {ended.ExitCode} before all were connected.");
            if (Stopwatch.GetElapsedTime(start) > Patience)
                throw new InvalidOperationException($"{kind.Label}: not all were connected within {Patience.TotalSeconds:N0} s.");
            Thread.Sleep(Poll);
        }

        Thread.Sleep(Settling);
    }
}

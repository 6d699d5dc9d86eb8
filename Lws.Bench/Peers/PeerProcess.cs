using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Lws.Bench.Peers;

/// <summary>A peer that runs and takes connections, until it is disposed.</summary>
internal sealed class PeerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Poll = TimeSpan.FromMicroseconds(200);

    // All that a peer is told: a DOTNET_ or NODE_ setting of this process's environment would change what is measured.
    private static readonly string[] Environment = ["PATH", "HOME", "TMPDIR", "DOTNET_ROOT"];

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    /// <inheritdoc cref="Peer.Start"/>
    public PeerProcess(string name, PeerProgram program, int core)
    {
        var endPoint = new IPEndPoint(IPAddress.Loopback, FindFreePort());
        Address = new Uri($"{program.Scheme}://{endPoint}/");
        AllocationProbe = program.AllocationPath is null ? null : new Uri(Address, program.AllocationPath);
        MemoryProbe = program.MemoryPath is null ? null : new Uri(Address, program.MemoryPath);

        ProcessStartInfo start = Describe(program, endPoint.Port);
        long begin = Stopwatch.GetTimestamp();
        using (new PinnedThread(core))
            _process = Process.Start(start)!;
        RunningPeers.Add(_process);
        _output = _process.StandardOutput.ReadToEndAsync();
        _errors = _process.StandardError.ReadToEndAsync();
        try
        {
            Ready = AwaitListener(name, endPoint, begin);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public int Id => _process.Id;

    /// <summary>Where it echoes.</summary>
    public Uri Address { get; }

    /// <summary>Where it says what its loop's thread has allocated; null where it does not.</summary>
    public Uri? AllocationProbe { get; }

    /// <summary>Where it says what it holds; null where it does not.</summary>
    public Uri? MemoryProbe { get; }

    /// <summary>From its start to the first connection that was taken, as finely as a poll every 0.2 ms shows it.</summary>
    public TimeSpan Ready { get; }

    /// <summary>Kills it, and waits until it is gone.</summary>
    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        RunningPeers.Remove(_process);
        _process.Dispose();
    }

    private static ProcessStartInfo Describe(PeerProgram program, int port)
    {
        var start = new ProcessStartInfo(program.File, [.. program.Arguments, "--port", port.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string name in start.Environment.Keys.Except(Environment).ToArray())
            start.Environment.Remove(name);
        return start;
    }

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private TimeSpan AwaitListener(string name, IPEndPoint endPoint, long begin)
    {
        while (!IsListening(endPoint))
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"{name} ended with {_process.ExitCode}: {_output.Result}{_errors.Result}");
            if (Stopwatch.GetElapsedTime(begin) > Patience)
                throw new InvalidOperationException($"{name} did not listen within {Patience.TotalSeconds:N0} s.");
            long polled = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(polled) < Poll)
                Thread.SpinWait(1);
        }

        return Stopwatch.GetElapsedTime(begin);
    }

    private static bool IsListening(IPEndPoint endPoint)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(endPoint);
            return true;
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionRefused)
        {
            return false;
        }
    }
}

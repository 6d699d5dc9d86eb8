using System.Diagnostics;
using System.Globalization;
using Lws.Bench.Load;
using Lws.Bench.Peers;
using Lws.Bench.Trials;

namespace Lws.Bench.Idle;

/// <summary>A process that holds idle connections to a server, until it is disposed or this process ends.</summary>
internal sealed class IdleHolder : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    public IdleHolder(Uri address)
    {
        string program = Environment.ProcessPath!;
        string[] assembly = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : [];
        var start = new ProcessStartInfo(program, [.. assembly, HoldCommand.Name, address.ToString()])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using (new PinnedThread(Cores.Load))
            _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Opens or closes connections until there are so many, each of which has exchanged a message.</summary>
    /// <exception cref="LoadException">The server did not take them all.</exception>
    public void Hold(int connections)
    {
        _process.StandardInput.WriteLine(connections.ToString(CultureInfo.InvariantCulture));
        if (_process.StandardOutput.ReadLine() != HoldCommand.Done)
            throw new LoadException($"{connections:N0} connections cannot be held: {_errors.Result.Split('\n')[0]}");
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}

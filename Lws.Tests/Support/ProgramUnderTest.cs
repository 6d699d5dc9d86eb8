using System.Diagnostics;

namespace Lws.Tests.Support;

/// <summary>A program in a process of its own, ended at the latest when it is disposed.</summary>
internal sealed class ProgramUnderTest : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly Task<string> _errors;

    private ProgramUnderTest(string fileName, string[] arguments)
    {
        // Whatever a shell starts in the background ignores SIGINT, and its children do so as well: env undoes it.
        _process = Process.Start(new ProcessStartInfo("env", ["--default-signal=INT", fileName, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _errors = _process.StandardError.ReadToEndAsync();
    }

    public static ProgramUnderTest Start(string fileName, params string[] arguments) => new(fileName, arguments);

    /// <summary>Runs a program that ends by itself.</summary>
    public static async Task<ProgramResult> RunAsync(string fileName, params string[] arguments)
    {
        using ProgramUnderTest program = Start(fileName, arguments);
        return await program.EndAsync();
    }

    /// <summary>The next line of its output.</summary>
    public async Task<string> ReadLineAsync()
    {
        string? line = await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        return line ?? throw new InvalidOperationException($"The program has ended: {await _errors}");
    }

    /// <summary>Sends a signal such as <c>INT</c>.</summary>
    public void Signal(string name)
    {
        // The shell's own kill: a small machine has no program of that name.
        using Process shell = Process.Start("/bin/sh", ["-c", $"kill -{name} {_process.Id}"]);
        shell.WaitForExit();
    }

    /// <summary>Ends it by SIGKILL: it has no chance to say goodbye.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Waits until it has ended by itself.</summary>
    public async Task<ProgramResult> EndAsync()
    {
        string output = await _process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        string errors = await _errors.WaitAsync(Patience);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return new ProgramResult(_process.ExitCode, output, errors);
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }
}

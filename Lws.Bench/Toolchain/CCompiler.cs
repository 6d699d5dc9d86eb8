using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Lws.Bench.Toolchain;

/// <summary>Compiles the C programs of this project, which stand beside it as sources, when they are needed.</summary>
internal static class CCompiler
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <param name="source">The source's path below the project.</param>
    /// <param name="output">What to make, in this process's directory for temporary files.</param>
    /// <param name="arguments">Flags and libraries.</param>
    /// <param name="path">The full path of what was made.</param>
    /// <param name="fault">What is missing, for people.</param>
    public static bool TryCompile(
        string source, string output, string arguments, [NotNullWhen(true)] out string? path, [NotNullWhen(false)] out string? fault)
    {
        path = Path.Combine(Repository.BuildDirectory, output);
        string from = Path.Combine(Repository.BenchDirectory, source);
        try
        {
            using Process compiler = Process.Start(
                new ProcessStartInfo("cc", $"-O2 -Wall -Werror -o {path} {from} {arguments}") { RedirectStandardError = true })!;
            Task<string> errors = compiler.StandardError.ReadToEndAsync();
            if (!compiler.WaitForExit(Patience))
                compiler.Kill();
            fault = compiler.ExitCode == 0 ? null : $"cc cannot compile {source}: {errors.Result.Split('\n')[0]}";
        }
        catch (Win32Exception)
        {
            fault = "cc is not installed (apt-get install gcc libc6-dev)";
        }

        return fault is null;
    }
}

using System.Diagnostics;

namespace Lws.Tests.Interop;

/// <summary>The C compiler of the machine, asked whether a source compiles.</summary>
internal static class CCompiler
{
    /// <summary>Compiles with warnings as errors and keeps no output.</summary>
    public static (int ExitCode, string Messages) Compile(string source)
    {
        var start = new ProcessStartInfo("cc", ["-c", "-Werror", "-x", "c", "-", "-o", "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        using Process compiler = Process.Start(start)!;
        compiler.StandardInput.Write(source);
        compiler.StandardInput.Close();
        string messages = compiler.StandardError.ReadToEnd();
        compiler.WaitForExit();
        return (compiler.ExitCode, messages);
    }
}

using System.ComponentModel;
using System.Diagnostics;
using Xunit;

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
        try
        {
            using Process compiler = Process.Start(start)!;
            compiler.StandardInput.Write(source);
            compiler.StandardInput.Close();
            string messages = compiler.StandardError.ReadToEnd();
            compiler.WaitForExit();
            return (compiler.ExitCode, messages);
        }
        catch (Win32Exception)
        {
            Assert.Fail("This test needs a C compiler called cc and the C headers. On Debian: apt-get install gcc libc6-dev");
            throw;
        }
    }
}

using System.Reflection;
using Lws.Tests.Support;

namespace Lws.Tests.Bench.Load;

/// <summary>The command <c>load</c> of Lws.Bench, in a short run.</summary>
internal static class LoadUnderTest
{
    // The build of the tests has built it, in the same configuration.
    private static readonly string Assembly = Repository.Find(
        $"Lws.Bench/bin/{typeof(LoadUnderTest).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration}/net10.0/Lws.Bench.dll");

    /// <param name="address">The server's.</param>
    /// <param name="options">As in a shell.</param>
    /// <param name="seconds">The window.</param>
    public static Task<ProgramResult> RunAsync(string address, string options = "", string seconds = "0.1") => ProgramUnderTest.RunAsync(
        "dotnet", [Assembly, "load", address, "--warmup", "0", "--seconds", seconds, .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
}

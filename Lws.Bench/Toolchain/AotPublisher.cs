using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Lws.Bench.Toolchain;

/// <summary>Publishes a project of this repository as a Native AOT program.</summary>
internal static class AotPublisher
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <param name="project">The project's directory below this one; the program has its name.</param>
    /// <param name="path">The program.</param>
    /// <param name="fault">What went wrong, for people.</param>
    public static bool TryPublish(string project, [NotNullWhen(true)] out string? path, [NotNullWhen(false)] out string? fault)
    {
        string output = Path.Combine(Repository.BuildDirectory, project);
        path = Path.Combine(output, project);
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, WorkingDirectory = Path.Combine(Repository.BenchDirectory, project) };
        foreach (string argument in (string[])["publish", "-c", "Release", "-v", "quiet", "--nologo", "-o", output, .. LinkerArguments()])
            start.ArgumentList.Add(argument);

        using Process publish = Process.Start(start)!;
        Task<string> messages = publish.StandardOutput.ReadToEndAsync();
        if (!publish.WaitForExit(Patience))
            publish.Kill(entireProcessTree: true);
        fault = publish.ExitCode == 0 ? null : $"{project} cannot be published (apt-get install gcc zlib1g-dev): {messages.Result.Split('\n')[0]}";
        return fault is null;
    }

    // The SDK asks for clang; gcc links as well.
    private static string[] LinkerArguments()
    {
        bool hasClang = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(directory => File.Exists(Path.Combine(directory, "clang")));
        return hasClang ? [] : ["-p:CppCompilerAndLinker=gcc", "-p:LinkerFlavor="];
    }
}

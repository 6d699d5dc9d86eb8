using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Lws.Bench.Toolchain;

/// <summary>Publishes projects of this repository, as Native AOT programs or as assemblies for the JIT, unless that is done already.</summary>
internal static class Publisher
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    // What a program here is made of beside its own project.
    private static readonly string[] Shared =
    [
        Path.Combine(Repository.Root, "Lws.Runtime"),
        Path.Combine(Repository.Root, "Lws.Generators"),
        Path.Combine(Repository.Root, "Directory.Build.props"),
        Path.Combine(Repository.Root, "Directory.Packages.props"),
    ];

    /// <param name="project">The project file's path below this project.</param>
    /// <param name="isNative">As a Native AOT program; else as an assembly, which takes <c>dotnet</c> to run.</param>
    /// <param name="path">The program, or the assembly.</param>
    /// <param name="fault">What went wrong, for people.</param>
    public static bool TryPublish(
        string project, bool isNative, [NotNullWhen(true)] out string? path, [NotNullWhen(false)] out string? fault)
    {
        string name = Path.GetFileNameWithoutExtension(project);
        string directory = Path.Combine(Repository.BenchDirectory, Path.GetDirectoryName(project)!);
        string output = Path.Combine(Repository.BuildDirectory, name + (isNative ? "-aot" : "-jit"));
        path = Path.Combine(output, isNative ? name : name + ".dll");
        fault = null;
        if (Freshness.IsNewer(path, [directory, .. Shared]))
            return true;

        DateTime begin = DateTime.UtcNow;
        fault = Publish(directory, ["-o", output, .. isNative ? LinkerArguments() : ["-p:PublishAot=false"]]);
        if (fault is not null)
        {
            fault = $"{name} cannot be published ({(isNative ? "apt-get install gcc zlib1g-dev" : "the .NET SDK is needed")}): {fault}";
            return false;
        }

        // A program that came out as it was before keeps its old time; and what was edited meanwhile is not in it.
        File.SetLastWriteTimeUtc(path, begin);
        return true;
    }

    private static string? Publish(string directory, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["publish", "-c", "Release", "-v", "quiet", "--nologo", .. arguments])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = directory,
        };
        try
        {
            using Process publish = Process.Start(start)!;
            Task<string> messages = publish.StandardOutput.ReadToEndAsync();
            if (!publish.WaitForExit(Patience))
                publish.Kill(entireProcessTree: true);
            publish.WaitForExit();
            return publish.ExitCode == 0 ? null : messages.Result.Split('\n')[0];
        }
        catch (Win32Exception exception)
        {
            return exception.Message;
        }
    }

    // The SDK asks for clang; gcc links as well.
    private static string[] LinkerArguments() => OnPath.Find("clang") is null ? ["-p:CppCompilerAndLinker=gcc", "-p:LinkerFlavor="] : [];
}

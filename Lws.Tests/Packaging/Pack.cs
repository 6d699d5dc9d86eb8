using System.Diagnostics;
using System.Reflection;
using Lws.Tests.Support;

namespace Lws.Tests.Packaging;

/// <summary><c>dotnet pack</c> of what the build of the tests has built, into a folder of its own that goes with it.</summary>
internal sealed class Pack : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly string Configuration =
        typeof(Pack).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    private Pack()
    {
    }

    public int ExitCode { get; private set; }

    /// <summary>What it wrote, errors included.</summary>
    public string Output { get; private set; } = "";

    /// <summary>The full paths of the packages that it has made.</summary>
    public string[] Packages => Directory.GetFiles(_folder.FullName);

    /// <summary>Packs a project.</summary>
    /// <param name="project">The project's folder, relative to the repository's root.</param>
    /// <param name="properties">MSBuild properties, <c>NAME=VALUE</c>.</param>
    public static async Task<Pack> RunAsync(string project, params string[] properties)
    {
        var pack = new Pack();
        string[] arguments = ["pack", Repository.Find(project), "--no-build", "-c", Configuration, "-o", pack._folder.FullName];
        // No node may outlive the command: it would hold its output open.
        await pack.EndAsync([.. arguments, "-nodeReuse:false", .. properties.Select(property => $"-p:{property}")]);
        return pack;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task EndAsync(string[] arguments)
    {
        using Process dotnet = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> output = dotnet.StandardOutput.ReadToEndAsync();
        Task<string> errors = dotnet.StandardError.ReadToEndAsync();
        try
        {
            await dotnet.WaitForExitAsync().WaitAsync(Patience);
        }
        finally
        {
            dotnet.Kill(entireProcessTree: true);
        }

        ExitCode = dotnet.ExitCode;
        Output = await output + await errors;
    }
}

using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Lws.Bench.Reporting;
using Lws.Bench.Toolchain;

namespace Lws.Bench.Report;

/// <summary>Which version of a server was measured, as its maker counts.</summary>
internal static class ServerVersions
{
    private const string Unknown = "version unknown";

    public static string Of(string server) => server switch
    {
        Servers.Floor => Ask("cc", "--version"),
        "libwebsockets" => Ask("pkg-config", "--modversion libwebsockets").Trim('-'),
        "kestrel-jit" or "kestrel-aot" => RuntimeInformation.FrameworkDescription,
        "bun" => PackageVersion("bun"),
        "node-ws" => $"ws {PackageVersion("ws")}, Node {Ask("node", "--version")}",
        _ => $"commit {Ask("git", $"-C {Repository.Root} rev-parse --short HEAD")}, {RuntimeInformation.FrameworkDescription}",
    };

    private static string Ask(string program, string arguments)
    {
        try
        {
            using Process process = Process.Start(
                new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            return process.StandardOutput.ReadLine() ?? Unknown;
        }
        catch (Win32Exception)
        {
            return Unknown;
        }
    }

    private static string PackageVersion(string package)
    {
        string file = Path.Combine(Repository.BenchDirectory, "Peers", "npm", "node_modules", package, "package.json");
        if (!File.Exists(file))
            return Unknown;
        using JsonDocument description = JsonDocument.Parse(File.ReadAllText(file));
        return description.RootElement.GetProperty("version").GetString() ?? Unknown;
    }
}

namespace Lws.Bench.Toolchain;

/// <summary>Finds the programs of this machine, as a shell does.</summary>
internal static class OnPath
{
    /// <returns>The full path of the first program of that name on PATH, or null.</returns>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Select(directory => Path.Combine(directory, program))
        .FirstOrDefault(File.Exists);
}

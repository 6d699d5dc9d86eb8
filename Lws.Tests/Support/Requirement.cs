namespace Lws.Tests.Support;

/// <summary>What some tests need beside the .NET SDK, and how a machine comes by it. <c>.ci/run</c> installs them all.</summary>
/// <param name="Name">As <see cref="FactNeedingAttribute"/> names it.</param>
/// <param name="Path">Where it is, or null where it is missing.</param>
/// <param name="Installation">The command that installs it.</param>
internal sealed record Requirement(string Name, string? Path, string Installation)
{
    private static readonly Requirement[] All =
    [
        new("cc", OnPath("cc"), "apt-get install gcc libc6-dev"),
        new("chromium", OnPath("chromium"), "apt-get install chromium"),
        new("node", OnPath("node"), "apt-get install nodejs npm"),
        new("ws", InClients("ws"), "npm install --prefix Lws.Tests/Clients"),
    ];

    /// <summary>Which of them are missing and how to install them, for a test's skip text; null where none is.</summary>
    public static string? MissingOf(string[] names)
    {
        Requirement[] missing = [.. names.Select(Of).Where(requirement => requirement.Path is null)];
        return missing.Length == 0
            ? null
            : string.Join("; ", missing.Select(requirement => $"{requirement.Name} is missing: {requirement.Installation}"));
    }

    public static Requirement Of(string name) => All.Single(requirement => requirement.Name == name);

    private static string? OnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Select(directory => System.IO.Path.Combine(directory, program))
        .FirstOrDefault(File.Exists);

    private static string? InClients(string package)
    {
        string directory = Repository.Find($"Lws.Tests/Clients/node_modules/{package}");
        return Directory.Exists(directory) ? directory : null;
    }
}

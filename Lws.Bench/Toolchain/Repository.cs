namespace Lws.Bench.Toolchain;

/// <summary>Where the sources are that are built on demand: the repository that this program was built in.</summary>
internal static class Repository
{
    private const string Solution = "Lws.sln";

    public static string Root { get; } = Find();

    public static string BenchDirectory => Path.Combine(Root, "Lws.Bench");

    /// <summary>For what is built on demand; never committed.</summary>
    public static string BuildDirectory => Directory.CreateDirectory(Path.Combine(Root, "artifacts", "bench")).FullName;

    private static string Find()
    {
        for (DirectoryInfo? directory = new(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, Solution)))
                return directory.FullName;
        }

        throw new DirectoryNotFoundException($"{AppContext.BaseDirectory} is not inside the repository: {Solution} was not found.");
    }
}

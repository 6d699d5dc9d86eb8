namespace Lws.Tests.Support;

/// <summary>Finds files of the repository from where the tests run: a build for CI does not compile the sources' own paths in.</summary>
internal static class Repository
{
    private static readonly string Root = FindRoot();

    /// <summary>The full path of a file or folder.</summary>
    /// <param name="path">Relative to the repository's root.</param>
    public static string Find(string path) => Path.Combine(Root, path);

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Lws.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}

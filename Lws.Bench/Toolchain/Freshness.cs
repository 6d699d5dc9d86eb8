namespace Lws.Bench.Toolchain;

/// <summary>Whether something must be built again.</summary>
internal static class Freshness
{
    /// <summary>Whether the output exists and is newer than each of the files and directories that it is made from.</summary>
    /// <remarks>A directory's own time tells of files that were removed. What builds leave in bin and obj is no source.</remarks>
    public static bool IsNewer(string output, IReadOnlyList<string> sources)
    {
        if (!File.Exists(output))
            return false;
        DateTime built = File.GetLastWriteTimeUtc(output);
        return sources.All(source => Newest(source) < built);
    }

    private static DateTime Newest(string path)
    {
        DateTime newest = File.GetLastWriteTimeUtc(path);
        if (!Directory.Exists(path))
            return newest;
        foreach (string entry in Directory.EnumerateFileSystemEntries(path))
        {
            if (Path.GetFileName(entry) is "bin" or "obj")
                continue;
            DateTime time = Newest(entry);
            if (time > newest)
                newest = time;
        }

        return newest;
    }
}

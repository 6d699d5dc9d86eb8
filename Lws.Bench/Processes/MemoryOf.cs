using System.Globalization;

namespace Lws.Bench.Processes;

/// <summary>What a process holds, in KiB, read from /proc/PID/smaps_rollup.</summary>
/// <param name="Pss">Proportional: a page that several processes share counts as a part for each.</param>
/// <param name="Rss">Resident: shared pages count in full.</param>
internal readonly record struct MemoryOf(double Pss, double Rss)
{
    public static MemoryOf Process(int id)
    {
        string[] lines = File.ReadAllLines($"/proc/{id}/smaps_rollup");
        return new(Read(lines, "Pss:"), Read(lines, "Rss:"));
    }

    private static double Read(string[] lines, string name) =>
        double.Parse(lines.First(line => line.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
}

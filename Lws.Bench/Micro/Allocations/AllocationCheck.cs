using System.Globalization;
using Lws.Bench.Reporting;
using Spectre.Console;

namespace Lws.Bench.Micro.Allocations;

/// <summary><c>micro --check</c>: holds the embedded benchmarks to the bytes that they are expected to allocate.</summary>
internal static class AllocationCheck
{
    /// <returns>0 where nothing allocates a byte more than expected, else 1.</returns>
    public static int Run(FileInfo? json)
    {
        List<AllocationCount> counts = [.. CountedBenchmark.CreateEmbedded().Select(benchmark => AllocationCounter.Count(benchmark))];
        List<AllocationFinding> findings = [.. Compare(AllocationFile.Read(), counts)];

        Print(counts);
        foreach (AllocationFinding finding in findings)
            AnsiConsole.MarkupLineInterpolated($"[{(finding.IsFailure ? "red" : "yellow")}]{finding.Text}[/]");
        JsonReport.Write(json, counts);
        return findings.Exists(finding => finding.IsFailure) ? 1 : 0;
    }

    /// <summary>All differences, one a benchmark.</summary>
    public static IEnumerable<AllocationFinding> Compare(
        IReadOnlyDictionary<string, long> expected, IReadOnlyCollection<AllocationCount> counts)
    {
        foreach (AllocationCount count in counts)
        {
            if (!expected.TryGetValue(count.Name, out long bytes))
                yield return new(true, $"{count.Name} is not in {AllocationFile.Name}.");
            else if (count.TotalBytes != bytes * count.Operations)
                yield return new(count.TotalBytes > bytes * count.Operations, Describe(count, bytes));
        }

        foreach (string name in expected.Keys.Except(counts.Select(count => count.Name)))
            yield return new(true, $"{AllocationFile.Name} names {name}, which there is no more.");
    }

    private static string Describe(AllocationCount count, long expected) => string.Create(
        CultureInfo.InvariantCulture,
        $"{count.Name} has allocated {count.TotalBytes:N0} bytes in {count.Operations:N0} operations, expected are {expected:N0} in each.");

    private static void Print(List<AllocationCount> counts)
    {
        Table table = new Table().Title("Bytes allocated on the loop's thread").AddColumn("benchmark");
        foreach (string column in (string[])["operations", "bytes each"])
            table.AddColumn(column, settings => settings.RightAligned());
        foreach (AllocationCount count in counts)
            table.AddRow(count.Name, count.Operations.ToString("N0"), count.AllocatedBytes.ToString("#,0.###"));
        AnsiConsole.Write(table);
    }
}

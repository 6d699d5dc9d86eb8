using System.Text.Json;
using Lws.Bench.Toolchain;

namespace Lws.Bench.Micro.Allocations;

/// <summary>What the embedded benchmarks may allocate: bytes per operation by name, in a file beside the sources.</summary>
internal static class AllocationFile
{
    public const string Name = "expected-allocations.json";

    public static IReadOnlyDictionary<string, long> Read()
    {
        string path = Path.Combine(Repository.BenchDirectory, "Micro", Name);
        return JsonSerializer.Deserialize<Dictionary<string, long>>(File.ReadAllText(path))
            ?? throw new InvalidDataException($"{path} is empty.");
    }
}

using System.Reflection;
using BenchmarkDotNet.Running;

namespace Lws.Bench.Micro;

/// <summary>What a benchmark is called in reports, filters and the file of expected allocations: <c>Masking.Ladder</c>.</summary>
internal static class MicroName
{
    private const string Suffix = "Benchmarks";

    public static string Of(BenchmarkCase benchmark) => Of(benchmark.Descriptor.WorkloadMethod);

    public static string Of(MethodInfo method)
    {
        string type = method.DeclaringType!.Name;
        return $"{(type.EndsWith(Suffix, StringComparison.Ordinal) ? type[..^Suffix.Length] : type)}.{method.Name}";
    }

    /// <summary>Such as <c>Length=64</c>; empty for a benchmark without parameters.</summary>
    public static string ParametersOf(BenchmarkCase benchmark) =>
        string.Join(", ", benchmark.Parameters.Items.Select(parameter => $"{parameter.Name}={parameter.Value}"));

    /// <summary>Whether the name with its parameters contains the words, in any case.</summary>
    public static bool Matches(BenchmarkCase benchmark, string filter) =>
        $"{Of(benchmark)} {ParametersOf(benchmark)}".Contains(filter, StringComparison.OrdinalIgnoreCase);
}

using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Running;
using Lws.Bench.Micro;
using Xunit;

namespace Lws.Tests.Bench.Micro;

public class MicroNameTests
{
    private static readonly BenchmarkCase[] All = [.. Find("")];

    [Fact]
    public void Every_benchmark_has_a_name_of_its_own() =>
        Assert.Equal(All.Length, All.Select(benchmark => (MicroName.Of(benchmark), MicroName.ParametersOf(benchmark))).Distinct().Count());

    [Fact]
    public void A_filter_takes_part_of_a_name_or_of_its_parameters_in_any_case()
    {
        Assert.Equal(["Masking.Ladder Length=64"], Find("masking.ladder length=64").Select(NameOf));
        Assert.Contains("EmbeddedScenario.S1", Find("EMBEDDED").Select(NameOf));
        Assert.DoesNotContain("Masking.Ladder Length=64", Find("embedded").Select(NameOf));
        Assert.Empty(Find("no such benchmark"));
    }

    [Fact]
    public void All_classes_of_benchmarks_are_in_the_list()
    {
        IEnumerable<Type> classes = typeof(MicroBenchmarks).Assembly.GetTypes()
            .Where(type => type.GetMethods().Any(method => method.IsDefined(typeof(BenchmarkAttribute), inherit: false)));

        Assert.Equal(classes.ToHashSet(), MicroBenchmarks.All.ToHashSet());
    }

    private static string NameOf(BenchmarkCase benchmark) => $"{MicroName.Of(benchmark)} {MicroName.ParametersOf(benchmark)}".TrimEnd();

    private static IEnumerable<BenchmarkCase> Find(string filter) =>
        MicroRun.Find(filter, type => MicroConfig.Create(type, isShort: true, new MicroProgress(), new MicroErrors()))
            .SelectMany(run => run.BenchmarksCases);
}

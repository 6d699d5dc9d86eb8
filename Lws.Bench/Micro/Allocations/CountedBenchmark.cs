using System.Reflection;
using BenchmarkDotNet.Parameters;
using BenchmarkDotNet.Running;

namespace Lws.Bench.Micro.Allocations;

/// <summary>A benchmark to be called without BenchmarkDotNet, so that its allocations can be counted.</summary>
/// <param name="Name">Class and method.</param>
/// <param name="OperationsPerCall">Operations of one call.</param>
/// <param name="Call">Runs them.</param>
internal sealed record CountedBenchmark(string Name, int OperationsPerCall, Action Call)
{
    private static readonly MethodInfo Discarding =
        typeof(CountedBenchmark).GetMethod(nameof(Discard), BindingFlags.Static | BindingFlags.NonPublic)!;

    /// <summary>The names of the embedded benchmarks.</summary>
    public static IEnumerable<string> EmbeddedNames => EmbeddedCases.Select(MicroName.Of);

    private static IEnumerable<BenchmarkCase> EmbeddedCases =>
        MicroBenchmarks.Embedded.SelectMany(type => BenchmarkConverter.TypeToBenchmarks(type).BenchmarksCases);

    /// <summary>The embedded benchmarks, each made when it is asked for.</summary>
    public static IEnumerable<CountedBenchmark> CreateEmbedded() => EmbeddedCases.Select(Create);

    /// <summary>Makes an instance of the benchmark's class, with its parameters set, and sets it up.</summary>
    public static CountedBenchmark Create(BenchmarkCase benchmark)
    {
        Descriptor descriptor = benchmark.Descriptor;
        object instance = Activator.CreateInstance(descriptor.Type)!;
        foreach (ParameterInstance parameter in benchmark.Parameters.Items)
            descriptor.Type.GetProperty(parameter.Name)!.SetValue(instance, parameter.Value);
        descriptor.GlobalSetupMethod?.CreateDelegate<Action>(instance)();
        return new CountedBenchmark(MicroName.Of(benchmark), descriptor.OperationsPerInvoke, CallOf(descriptor.WorkloadMethod, instance));
    }

    private static Action CallOf(MethodInfo method, object instance)
    {
        if (method.ReturnType == typeof(void))
            return method.CreateDelegate<Action>(instance);
        Delegate call = method.CreateDelegate(typeof(Func<>).MakeGenericType(method.ReturnType), instance);
        return (Action)Discarding.MakeGenericMethod(method.ReturnType).Invoke(null, [call])!;
    }

    private static Action Discard<TResult>(Func<TResult> call) => () => call();
}

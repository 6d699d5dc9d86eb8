using System.Reflection;
using BenchmarkDotNet.Attributes;

namespace Lws.Bench.Micro.Allocations;

/// <summary>An embedded benchmark, to be called without BenchmarkDotNet.</summary>
/// <param name="Name">Class and method.</param>
/// <param name="OperationsPerCall">Operations of one call.</param>
/// <param name="Call">Runs them.</param>
internal sealed record EmbeddedBenchmark(string Name, int OperationsPerCall, Func<int> Call)
{
    /// <summary>All embedded benchmarks, set up: those of a class share an instance of it.</summary>
    public static IEnumerable<EmbeddedBenchmark> CreateAll() => MicroBenchmarks.Embedded.SelectMany(Create);

    /// <summary>Their names alone.</summary>
    public static IEnumerable<string> Names => MicroBenchmarks.Embedded.SelectMany(MethodsOf).Select(MicroName.Of);

    private static IEnumerable<EmbeddedBenchmark> Create(Type type)
    {
        object instance = Activator.CreateInstance(type)!;
        foreach (MethodInfo setup in type.GetMethods().Where(method => method.IsDefined(typeof(GlobalSetupAttribute))))
            setup.CreateDelegate<Action>(instance)();
        return MethodsOf(type).Select(method => new EmbeddedBenchmark(
            MicroName.Of(method),
            method.GetCustomAttribute<BenchmarkAttribute>()!.OperationsPerInvoke,
            method.CreateDelegate<Func<int>>(instance)));
    }

    private static IEnumerable<MethodInfo> MethodsOf(Type type) =>
        type.GetMethods().Where(method => method.IsDefined(typeof(BenchmarkAttribute)));
}

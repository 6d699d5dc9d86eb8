using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.EventProcessors;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using BenchmarkDotNet.Validators;
using Lws.Bench.Micro.Generators;
using Lws.Bench.Toolchain;
using Perfolizer.Horology;

namespace Lws.Bench.Micro;

/// <summary>How BenchmarkDotNet measures: in this process, in many short iterations, and without reports of its own.</summary>
internal static class MicroConfig
{
    // The JIT compiler swaps in the optimised form of a method about 100 ms after it was first used, twice over where it gathers a
    // profile first, and only when it finds a processor free.
    private const int TieringIterations = 750;

    public static IConfig Create(Type benchmarks, bool isShort, EventProcessor progress, ILogger errors) => ManualConfig.CreateEmpty()
        .AddJob(CreateJob(benchmarks == typeof(GeneratorBenchmarks), isShort))
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddValidator(JitOptimizationsValidator.FailOnError)
        .AddEventProcessor(progress)
        .AddLogger(errors)
        .WithOptions(ConfigOptions.DisableLogFile)
        .WithArtifactsPath(Path.Combine(Repository.BuildDirectory, "micro"))
        .WithWakeLock(WakeLockType.None);

    // The default toolchain writes a project for the benchmarks and builds it: outside this repository's props it would restore other
    // versions, inside them it fails on our warnings as errors. Emitted into this process they run the very code that was built, at
    // the price that one benchmark's profile can colour the code that the next one shares with it.
    //
    // An iteration is shorter than a time slice: on a busy machine most are then whole, and the others are outliers, which are left out.
    private static Job CreateJob(bool isSlow, bool isShort)
    {
        Job job = Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithIterationTime(TimeInterval.FromMilliseconds(2))
            .WithGcForce(false);
        return (isSlow, isShort) switch
        {
            (true, true) => job.WithWarmupCount(3).WithIterationCount(5),
            (true, false) => job.WithWarmupCount(5).WithIterationCount(25),
            (false, true) => job.WithWarmupCount(TieringIterations / 4).WithIterationCount(30),
            (false, false) => job.WithWarmupCount(TieringIterations).WithIterationCount(200),
        };
    }
}

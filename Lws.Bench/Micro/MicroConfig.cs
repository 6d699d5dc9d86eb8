using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.EventProcessors;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using BenchmarkDotNet.Validators;
using Lws.Bench.Toolchain;
using Perfolizer.Horology;

namespace Lws.Bench.Micro;

/// <summary>How BenchmarkDotNet measures: a little, often, in this process, and without reports of its own.</summary>
internal static class MicroConfig
{
    public static IConfig Create(bool isShort, EventProcessor progress, ILogger errors) => ManualConfig.CreateEmpty()
        .AddJob(isShort ? Short : Full)
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddValidator(JitOptimizationsValidator.FailOnError)
        .AddLogger(errors)
        .AddEventProcessor(progress)
        .WithOptions(ConfigOptions.DisableLogFile)
        .WithArtifactsPath(Path.Combine(Repository.BuildDirectory, "micro"))
        .WithWakeLock(WakeLockType.None);

    private static Job Full => InProcess.WithIterationTime(TimeInterval.FromMilliseconds(100)).WithWarmupCount(5).WithIterationCount(12);

    private static Job Short => InProcess.WithIterationTime(TimeInterval.FromMilliseconds(40)).WithWarmupCount(5).WithIterationCount(5);

    // The default toolchain writes a project for the benchmarks and builds it: outside this repository's props it would restore other
    // versions, inside them it fails on our warnings as errors. Emitted into this process they run the very code that was built, at
    // the price that one benchmark's profile can colour the code that the next one shares with it.
    private static Job InProcess => Job.Default.WithToolchain(InProcessEmitToolchain.Instance);
}

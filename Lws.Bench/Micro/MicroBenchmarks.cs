using Lws.Bench.Micro.Dispatch;
using Lws.Bench.Micro.Embedded;
using Lws.Bench.Micro.Framing;
using Lws.Bench.Micro.Generators;
using Lws.Bench.Micro.Handshake;
using Lws.Bench.Micro.Tables;

namespace Lws.Bench.Micro;

/// <summary>The classes of benchmarks, in the order of their reports.</summary>
internal static class MicroBenchmarks
{
    /// <summary>Those of the whole path without sockets, which are held to the bytes that they may allocate.</summary>
    public static IReadOnlyList<Type> Embedded { get; } =
    [
        typeof(EmbeddedScenarioBenchmarks), typeof(EmbeddedMessageBenchmarks), typeof(EmbeddedConnectionBenchmarks),
        typeof(EmbeddedClientBenchmarks), typeof(EmbeddedTopicBenchmarks),
    ];

    public static IReadOnlyList<Type> All { get; } =
    [
        typeof(FrameReadBenchmarks), typeof(FrameWriteBenchmarks), typeof(MaskingBenchmarks), typeof(Utf8Benchmarks),
        typeof(RequestBenchmarks), typeof(ResponseBenchmarks), typeof(TableBenchmarks), typeof(DispatchBenchmarks),
        .. Embedded,
        typeof(GeneratorBenchmarks),
    ];
}

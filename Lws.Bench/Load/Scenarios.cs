namespace Lws.Bench.Load;

/// <summary>The five that every server is measured in.</summary>
internal static class Scenarios
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("s1", PayloadBytes: 64, Connections: 100, Depth: 1),
        new("s2", PayloadBytes: 64, Connections: 100, Depth: 16),
        new("s3", PayloadBytes: 1 << 10, Connections: 100, Depth: 1),
        new("s4", PayloadBytes: 64 << 10, Connections: 20, Depth: 1),
        new("s5", PayloadBytes: 20, Connections: 1_000, Depth: 1),
    ];
}

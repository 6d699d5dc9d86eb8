using Lws.Bench.Echo;
using Lws.Bench.Growth;
using Lws.Bench.Idle;
using Lws.Bench.Report;

namespace Lws.Tests.Bench.Report;

/// <summary>Made-up figures: one goal missed, one peer missing, one load that was the limit.</summary>
internal static class Figures
{
    public static ReportFigures Create() => new(
        [
            new("floor", "cc 12.2", null, "a machine, 2 cores", "2026-11-23"),
            new("lws-aot", "commit abc1234", null, "a machine, 2 cores", "2026-11-23"),
            new("kestrel-jit", ".NET 10.0.12", null, "a machine, 2 cores", "2026-11-23"),
            new("bun", null, "bun is not installed (npm install)", "a machine, 2 cores", "2026-11-23"),
        ],
        [Echo("floor", 1, 1), Echo("lws-aot", 1.1, 0.96) with { BytesAllocatedPerMessage = 0 },
        Echo("kestrel-jit", 3, 0.3) with { LoadWasTheLimit = true }, EchoMissing],
        new([Idle("floor", 8), Idle("lws-aot", 152) with { ManagedBytesPerConnection = 150 }, Idle("kestrel-jit", 13_319), IdleMissing],
            [new("lws-aot", 10_000, "connection records", 128), new("lws-aot", 10_000, "fd table", 24)]),
        new([Growth("floor", 100, 4, 1), Growth("floor", 1_000, 4.1, 1.025), Growth("lws-aot", 100, 4.4, 1), Growth("lws-aot", 1_000, 4.84, 1.1)],
            [Accept("floor", 20, 1), Accept("lws-aot", 24, 1.2)]));

    private static EchoRow EchoMissing => new("s1", 64, 100, 1, "bun", 3, 1.5) { Missing = true, Fault = "bun is not installed (npm install)" };

    private static IdleRow IdleMissing => new("bun", 10_000) { Missing = true, Fault = "bun is not installed (npm install)" };

    private static EchoRow Echo(string server, double ratio, double throughput) => new("s1", 64, 100, 1, server, 3, 1.5)
    {
        RatioToFloor = ratio, RatioMin = ratio - 0.02, RatioMax = ratio + 0.02, ThroughputOfFloor = throughput, CpuMicrosPerMessage = 4 * ratio,
        MessagesPerSecond = 200_000 * throughput, P50Micros = 480, P99Micros = 900, P999Micros = 1_500, ServerBusy = 0.99, LoadBusy = 0.9,
    };

    private static IdleRow Idle(string server, double bytes) => new(server, 10_000)
    {
        Rounds = 1, Starts = 5, BytesPerConnection = bytes, BytesPerConnectionFromRest = bytes + 10,
        PssKiB = 2_400 + bytes, StartPssKiB = 2_400, ReadyMillis = 4.25,
    };

    private static GrowthRow Growth(string server, int open, double cpu, double ratio) => new(server, open, 100, 3, 1.5)
    {
        CpuMicrosPerMessage = cpu, RatioToFewest = ratio, RatioMin = ratio, RatioMax = ratio, MessagesPerSecond = 200_000, P99Micros = 900,
    };

    private static AcceptRow Accept(string server, double cpu, double ratio) => new(server, 3, 1.5)
    {
        CpuMicrosPerAccept = cpu, RatioToFloor = ratio, RatioMin = ratio - 0.1, RatioMax = ratio + 0.1, AcceptsPerSecond = 40_000,
    };
}

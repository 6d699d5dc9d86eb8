using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace Lws.Loop;

/// <summary>What the loops of a process count, readable with dotnet-counters and OpenTelemetry under the meter "Lws".</summary>
internal static class Metrics
{
    private static readonly Meter Meter = new("Lws");

    /// <summary>How often a client came while all connections of its context were in use.</summary>
    public static readonly Counter<long> Full = Meter.CreateCounter<long>(
        "lws.accept.full", description: "Times that a client came while all connections of its context were in use.");

    /// <summary>How often accept failed for want of descriptors or memory.</summary>
    public static readonly Counter<long> AcceptFailed = Meter.CreateCounter<long>(
        "lws.accept.failed", description: "Times that accept failed, such as for want of descriptors.");

    /// <summary>How many connections were closed to make room for another's handshake.</summary>
    public static readonly Counter<long> HalfOpenClosed = Meter.CreateCounter<long>(
        "lws.handshake.displaced", description: "Half-open connections that were closed to make room for newer ones.");

    /// <summary>Makes the meter before it is needed: that loads an assembly, which takes a descriptor, and one day there is none.</summary>
    public static void Prepare() => RuntimeHelpers.RunClassConstructor(typeof(Metrics).TypeHandle);
}

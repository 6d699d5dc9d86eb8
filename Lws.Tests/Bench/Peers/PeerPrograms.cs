using System.Reflection;
using Lws.Bench.Peers;
using Lws.Tests.Support;

namespace Lws.Tests.Bench.Peers;

/// <summary>The peers that the tests start.</summary>
internal static class PeerPrograms
{
    // The build of the tests has built it, in the same configuration.
    private static readonly string Configuration =
        typeof(PeerPrograms).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    public static Peer Lws { get; } = new("lws", new PeerProgram(
        "dotnet", Repository.Find($"Lws.Bench/Peers/Lws/bin/{Configuration}/net10.0/Lws.Peer.dll")) { AllocationPath = "/allocated" });

    public static Peer Floor() => PeerCatalogue.Create([PeerCatalogue.Floor]).Single();

    /// <summary>A line for the shell.</summary>
    public static Peer Shell(string command) => new("shell", new PeerProgram("/bin/sh", "-c", command));
}

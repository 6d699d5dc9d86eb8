using Lws.Bench.Toolchain;

namespace Lws.Bench.Peers;

/// <summary>The servers in C#: one source each, for the JIT and as a Native AOT program.</summary>
internal static class DotnetPeers
{
    public static Peer BuildLws(string name, bool isNative) =>
        Build(name, "Peers/Lws/Lws.Peer.csproj", isNative, program => program with { AllocationPath = "/allocated", MemoryPath = "/memory" });

    public static Peer BuildKestrel(string name, bool isNative) => Build(name, "Peers/Kestrel/Kestrel.csproj", isNative, program => program);

    private static Peer Build(string name, string project, bool isNative, Func<PeerProgram, PeerProgram> withProbes)
    {
        if (!Publisher.TryPublish(project, isNative, out string? path, out string? fault))
            return new(name, fault);
        return new(name, withProbes(isNative ? new(path) : new("dotnet", path)));
    }
}

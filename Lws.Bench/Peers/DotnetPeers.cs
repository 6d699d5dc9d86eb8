using Lws.Bench.Toolchain;

namespace Lws.Bench.Peers;

/// <summary>The servers in C#: one source each, for the JIT and as a Native AOT program.</summary>
internal static class DotnetPeers
{
    public static Peer BuildLws(string name, bool isNative) => Build(name, "Peers/Lws/Lws.Peer.csproj", isNative, "/allocated");

    public static Peer BuildKestrel(string name, bool isNative) => Build(name, "Peers/Kestrel/Kestrel.csproj", isNative, allocationPath: null);

    private static Peer Build(string name, string project, bool isNative, string? allocationPath)
    {
        if (!Publisher.TryPublish(project, isNative, out string? path, out string? fault))
            return new(name, fault);
        PeerProgram program = isNative ? new(path) : new("dotnet", path);
        return new(name, program with { AllocationPath = allocationPath });
    }
}

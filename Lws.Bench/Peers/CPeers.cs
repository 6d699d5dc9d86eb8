using Lws.Bench.Toolchain;

namespace Lws.Bench.Peers;

/// <summary>The servers in C.</summary>
internal static class CPeers
{
    public static Peer BuildFloor(string name) =>
        CCompiler.TryCompile("Peers/c/floor.c", "floor", "", out string? path, out string? fault)
            ? new(name, new PeerProgram(path) { Scheme = "raw" })
            : new(name, fault);

    public static Peer BuildLibwebsockets(string name) =>
        CCompiler.TryCompile("Peers/c/libwebsockets_server.c", "libwebsockets_server", "-lwebsockets", out string? path, out string? fault)
            ? new(name, new PeerProgram(path))
            : new(name, fault + " (apt-get install libwebsockets-dev)");
}

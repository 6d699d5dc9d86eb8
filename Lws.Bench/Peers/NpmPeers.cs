using Lws.Bench.Toolchain;

namespace Lws.Bench.Peers;

/// <summary>The servers in JavaScript, whose packages are installed by hand: they bring programs of 100 MB.</summary>
internal static class NpmPeers
{
    private const string Installation = "npm install --prefix Lws.Bench/Peers/npm";

    private static readonly string Directory = Path.Combine(Repository.BenchDirectory, "Peers", "npm");

    public static Peer FindBun(string name)
    {
        string bun = Path.Combine(Directory, "node_modules", "bun", "bin", "bun.exe"); // named so on every system
        return File.Exists(bun)
            ? new(name, new PeerProgram(bun, Path.Combine(Directory, "bun.js")))
            : new(name, $"bun is not installed ({Installation})");
    }

    public static Peer FindNodeWs(string name)
    {
        if (OnPath.Find("node") is not { } node)
            return new(name, "node is not installed (apt-get install nodejs npm)");
        return File.Exists(Path.Combine(Directory, "node_modules", "ws", "package.json"))
            ? new(name, new PeerProgram(node, Path.Combine(Directory, "node_ws.js")))
            : new(name, $"ws is not installed ({Installation})");
    }
}

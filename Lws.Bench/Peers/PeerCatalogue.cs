using Lws.Bench.Toolchain;

namespace Lws.Bench.Peers;

/// <summary>The servers that are measured, by the names of the rows in <c>--json</c>.</summary>
internal static class PeerCatalogue
{
    public const string Floor = "floor";

    private static readonly (string Name, Func<string, Peer> Build)[] Known =
    [
        (Floor, BuildFloor),
        ("lws-jit", name => BuildLws(name, isNative: false)),
        ("lws-aot", name => BuildLws(name, isNative: true)),
    ];

    public static IEnumerable<string> Names => Known.Select(peer => peer.Name);

    /// <summary>Builds what is not built yet, which takes a minute or two the first time. The floor comes first.</summary>
    /// <param name="names">Which of <see cref="Names"/>; null for all.</param>
    /// <param name="progress">Is told what is looked for or built, for people.</param>
    public static IReadOnlyList<Peer> Create(IReadOnlyCollection<string>? names = null, Action<string>? progress = null)
    {
        List<Peer> peers = [];
        foreach ((string name, Func<string, Peer> build) in Known)
        {
            if (names?.Contains(name) == false)
                continue;
            progress?.Invoke($"building {name}");
            peers.Add(build(name));
        }

        return peers;
    }

    private static Peer BuildFloor(string name) =>
        CCompiler.TryCompile("Peers/c/floor.c", "floor", "", out string? path, out string? fault)
            ? new(name, new PeerProgram(path) { Scheme = "raw" })
            : new(name, fault);

    private static Peer BuildLws(string name, bool isNative) =>
        Publisher.TryPublish("Peers/Lws/Lws.Peer.csproj", isNative, out string? path, out string? fault)
            ? new(name, Run(path, isNative) with { AllocationPath = "/allocated" })
            : new(name, fault);

    private static PeerProgram Run(string path, bool isNative) => isNative ? new(path) : new("dotnet", path);
}

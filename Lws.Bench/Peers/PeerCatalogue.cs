namespace Lws.Bench.Peers;

/// <summary>The servers that are measured, by the names of the rows in <c>--json</c>.</summary>
internal static class PeerCatalogue
{
    public const string Floor = "floor";

    private static readonly (string Name, Func<string, Peer> Build)[] Known =
    [
        (Floor, CPeers.BuildFloor),
        ("lws-jit", name => DotnetPeers.BuildLws(name, isNative: false)),
        ("lws-aot", name => DotnetPeers.BuildLws(name, isNative: true)),
        ("libwebsockets", CPeers.BuildLibwebsockets),
        ("kestrel-jit", name => DotnetPeers.BuildKestrel(name, isNative: false)),
        ("kestrel-aot", name => DotnetPeers.BuildKestrel(name, isNative: true)),
        ("bun", NpmPeers.FindBun),
        ("node-ws", NpmPeers.FindNodeWs),
    ];

    /// <summary>In the order in which they are listed, the floor first.</summary>
    public static IEnumerable<string> Names => Known.Select(peer => peer.Name);

    /// <summary>Builds what is not built yet, which takes a minute or two the first time.</summary>
    /// <param name="names">Which of <see cref="Names"/>; null for all.</param>
    /// <param name="progress">Is told what is being built, for people.</param>
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
}

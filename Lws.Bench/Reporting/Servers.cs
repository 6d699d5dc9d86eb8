namespace Lws.Bench.Reporting;

/// <summary>The servers that are measured side by side: their names in JSON, and how tables and plots show them.</summary>
internal static class Servers
{
    public const string Floor = "floor";
    public const string LwsJit = "lws-jit";
    public const string LwsAot = "lws-aot";

    private static readonly (string Name, string Label, int Series)[] Known =
    [
        (Floor, "raw epoll, C (the floor)", 6), (LwsJit, "Lws, JIT", 7), (LwsAot, "Lws, Native AOT", 0), ("libwebsockets", "libwebsockets", 1),
        ("kestrel-jit", "Kestrel, JIT", 2), ("kestrel-aot", "Kestrel, Native AOT", 4), ("bun", "Bun", 3), ("node-ws", "ws on Node", 5),
    ];

    /// <summary>The two builds of Lws.</summary>
    public static IReadOnlyList<string> Lws { get; } = [LwsJit, LwsAot];

    public static IEnumerable<string> Names => Known.Select(server => server.Name);

    public static bool IsLws(string name) => Lws.Contains(name);

    /// <summary>Neither the floor nor Lws.</summary>
    public static bool IsPeer(string name) => name != Floor && !IsLws(name);

    /// <summary>For people.</summary>
    public static string LabelOf(string name) => Known.FirstOrDefault(server => server.Name == name).Label ?? name;

    /// <summary>The number of its colour, which is the same in all plots.</summary>
    public static int SeriesOf(string name) => Known.FirstOrDefault(server => server.Name == name).Series;
}

namespace Lws.Bench.Processes;

/// <summary>A mapping of a process: addresses, permissions, what it is called, and its memory in KiB.</summary>
internal sealed record Mapping(ulong Start, ulong End, string Permissions, string Path)
{
    public double Pss { get; set; }

    public double PrivateDirty { get; set; }

    /// <summary>What the mapping is for; see <see cref="SmapsReader"/>.</summary>
    public string Sort { get; set; } = "";

    public ulong Length => End - Start;

    public bool IsAnonymous => Path.Length == 0;

    public bool IsReserved => Permissions.StartsWith("---", StringComparison.Ordinal);
}

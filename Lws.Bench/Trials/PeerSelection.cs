using System.CommandLine;
using Lws.Bench.Peers;
using Lws.Bench.Reporting;
using Spectre.Console;

namespace Lws.Bench.Trials;

/// <summary>Which servers take part.</summary>
internal static class PeerSelection
{
    /// <summary>What building all programs takes at most, the first time.</summary>
    public static readonly TimeSpan BuildBound = TimeSpan.FromMinutes(10);

    public static Option<string[]> CreateOption() =>
        CommaList.Create("--server", "Servers that take part, with commas between them.", PeerCatalogue.Names);

    /// <summary>What is told as a multiple of the floor's needs the floor.</summary>
    public static string[] WithFloor(string[] names) => [.. names.Prepend(Servers.Floor).Distinct()];

    /// <summary>Builds the programs that are needed, and says which are missing.</summary>
    /// <param name="names">Those that take part.</param>
    public static List<Peer> Prepare(string[] names)
    {
        Cores.Check();
        List<Peer> peers = AnsiConsole.Status().Start("building", status => PeerCatalogue.Create(names, text => status.Status = text).ToList());
        foreach (Peer peer in peers.Where(peer => !peer.IsThere))
            AnsiConsole.MarkupLineInterpolated($"[yellow]{peer.Name} is missing: {peer.Missing}[/]");
        return peers;
    }
}

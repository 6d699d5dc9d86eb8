using Lws.Bench.Reporting;

namespace Lws.Bench.Echo;

/// <summary>What Lws is held to under load: to cost hardly more than the floor, to be no slower than any peer, to allocate nothing.</summary>
internal static class EchoGoals
{
    private static readonly Dictionary<string, double> Ratios = new() { ["s1"] = 1.08, ["s2"] = 1.05, ["s3"] = 1.06, ["s4"] = 1.20, ["s5"] = 1.06 };

    public static IEnumerable<Goal> Of(IReadOnlyList<EchoRow> rows)
    {
        List<EchoRow> ours = [.. rows.Where(row => Servers.IsLws(row.Server))];
        foreach (EchoRow row in ours.Where(row => row.RatioToFloor is not null && Ratios.ContainsKey(row.Scenario)))
            yield return new($"{row.Scenario}, {Servers.LabelOf(row.Server)}: CPU per message, times the floor's",
                row.RatioToFloor!.Value, Ratios[row.Scenario]);

        foreach (EchoRow row in ours)
        {
            if (row.MessagesPerSecond is { } own && FastestPeer(rows, row.Scenario) is { } peer)
                yield return new(
                    $"{row.Scenario}, {Servers.LabelOf(row.Server)}: throughput of the fastest peer ({Servers.LabelOf(peer.Server)}), times its own",
                    Math.Round(peer.MessagesPerSecond!.Value / own, 3), 1);
        }

        foreach (var server in ours.Where(row => row.BytesAllocatedPerMessage is not null).GroupBy(row => row.Server))
            yield return new($"{Servers.LabelOf(server.Key)}: bytes allocated per message, most of all scenarios",
                server.Max(row => row.BytesAllocatedPerMessage!.Value), 0);
    }

    private static EchoRow? FastestPeer(IReadOnlyList<EchoRow> rows, string scenario) => rows
        .Where(row => row.Scenario == scenario && Servers.IsPeer(row.Server) && row.MessagesPerSecond is not null)
        .MaxBy(row => row.MessagesPerSecond);
}

using Lws.Bench.Attacks.Verdicts;

namespace Lws.Bench.Attacks.Rows;

/// <summary>RFC 6455 4.2.1 and RFC 9110 7.8: Connection lists the upgrade, in whatever form a list may have.</summary>
internal sealed class Row03Upgrade() : AttackRow(
    3, "Upgrade without Connection: Upgrade; lawful variants of both", "400; the variants accepted")
{
    private static readonly string[] NoUpgrade = ["", "Connection: keep-alive\r\n", "Connection: Upgraded\r\n"];

    private static readonly (string Name, string Connection, string Upgrade)[] Lawful =
    [
        ("keep-alive, Upgrade", "Connection: keep-alive, Upgrade\r\n", "Upgrade: websocket\r\n"),
        ("mixed case", "connection: UPGRADE\r\n", "upgrade: WebSocket\r\n"),
        ("several lines", "Connection: keep-alive\r\nConnection: upgrade\r\n", "Upgrade: websocket\r\n"),
    ];

    public override IEnumerable<AttackCase> Cases(ServerUnderAttack server) =>
    [
        .. from line in NoUpgrade
           let request = server.Request with { ConnectionLine = line }
           select new AttackCase(line.Length == 0 ? "no Connection" : line.Trim(), Expectation.Status(400), () => server.Ask(request.ToBytes())),
        .. from variant in Lawful
           let request = server.Request with { ConnectionLine = variant.Connection, UpgradeLine = variant.Upgrade }
           select new AttackCase(variant.Name, Expectation.Echo, () => server.OpensWith(request)),
    ];
}

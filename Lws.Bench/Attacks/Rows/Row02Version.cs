using Lws.Bench.Attacks.Verdicts;
using Lws.Bench.Attacks.Wire;

namespace Lws.Bench.Attacks.Rows;

/// <summary>RFC 6455 4.2.2: another version is refused, and 13 is named.</summary>
internal sealed class Row02Version() : AttackRow(2, "Sec-WebSocket-Version: 12", "426 and Sec-WebSocket-Version: 13; closed")
{
    public override IEnumerable<AttackCase> Cases(ServerUnderAttack server) =>
    [
        new("12", Expectation.Status(426).ThenEnd(), () => Ask(server, "12")),
        new("14", Expectation.Status(426).ThenEnd(), () => Ask(server, "14")),
    ];

    private static Answer Ask(ServerUnderAttack server, string version)
    {
        using RawConnection connection = server.Connect();
        connection.Send((server.Request with { VersionLine = $"Sec-WebSocket-Version: {version}\r\n" }).ToBytes());
        if (connection.ReadHead() is not { } head)
            return Exchanges.Nothing(connection);
        string[] versions = (head.Header("Sec-WebSocket-Version") ?? "").Split(',', StringSplitOptions.TrimEntries);
        Answer answer = Answer.Status(head.Status, head.Status != ResponseHead.SwitchingProtocols && connection.ReadToEnd());
        return head.Status != 426 || versions.Contains("13") ? answer : Answer.Wrong("426 that does not name 13");
    }
}

using Lws.Bench.Attacks.Verdicts;
using Lws.Bench.Attacks.Wire;

namespace Lws.Bench.Attacks.Rows;

/// <summary>RFC 9112 2.2, 5 and 6: what two parties on the way may read differently.</summary>
internal sealed class Row05Syntax() : AttackRow(
    5, "bare LF, obs-fold, space before colon, NUL in a header, Content-Length twice", "400, closed")
{
    public override IEnumerable<AttackCase> Cases(ServerUnderAttack server)
    {
        ClientRequest lawful = server.Request;
        yield return Case("bare LF", lawful with { UpgradeLine = "Upgrade: websocket\n" });
        yield return Case("bare LF before the end", lawful with { End = "\n" });
        yield return Case("obs-fold", lawful with { Others = lawful.Others + "X-Folded: a\r\n b\r\n" });
        yield return Case("obs-fold by tab", lawful with { Others = lawful.Others + "X-Folded: a\r\n\tb\r\n" });
        yield return Case("space before colon", lawful with { Others = lawful.Others + "X-Space : a\r\n" });
        yield return Case("NUL in a value", lawful with { Others = lawful.Others + "X-Nul: a\0b\r\n" });
        yield return Case("NUL in a name", lawful with { Others = lawful.Others + "X-\0Nul: a\r\n" });
        yield return Case("Content-Length twice", lawful with { Others = lawful.Others + "Content-Length: 0\r\nContent-Length: 5\r\n" });

        AttackCase Case(string name, ClientRequest request) =>
            new(name, Expectation.Status(400).ThenEnd(), () => server.Ask(request.ToBytes()));
    }
}

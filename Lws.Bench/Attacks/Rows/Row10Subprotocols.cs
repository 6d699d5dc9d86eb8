using Lws.Bench.Attacks.Verdicts;

namespace Lws.Bench.Attacks.Rows;

/// <summary>RFC 6455 4.1 and 4.2.2: a list of distinct tokens, of which the server selects one that it knows, or none.</summary>
internal sealed class Row10Subprotocols() : AttackRow(
    10, "Sec-WebSocket-Protocol with 10,000 tokens, empty ones, duplicates, unknown only",
    "at once; 400 for malformed; none selected of unknown")
{
    private const string Header = "Sec-WebSocket-Protocol";

    private static readonly (string Name, string Offer)[] Malformed =
    [
        ("empty token", "x-one,,x-two"),
        ("only a comma", ","),
        ("a space inside", "x one"),
        ("duplicates", "x-one, x-one"),
    ];

    public override IEnumerable<AttackCase> Cases(ServerUnderAttack server)
    {
        // The head may be too long for the server, which is an answer of row 6.
        string many = string.Join(',', Enumerable.Range(0, 10_000).Select(number => number.ToString("x")));
        yield return new("10,000 tokens", Expectation.Status(400, 431).OrEcho(), () => Offer(server, many));
        foreach ((string name, string offer) in Malformed)
            yield return new(name, Expectation.Status(400), () => server.Ask(Request(server, offer).ToBytes()));
        yield return new("unknown only", Expectation.Echo, () => Offer(server, "x-unknown-one, x-unknown-two"));
    }

    private static Answer Offer(ServerUnderAttack server, string offer) => server.OpensWith(Request(server, offer), without: Header);

    private static Wire.ClientRequest Request(ServerUnderAttack server, string offer) =>
        server.Request with { Others = server.Request.Others + $"{Header}: {offer}\r\n" };
}

using Lws.Bench.Attacks.Verdicts;

namespace Lws.Bench.Attacks.Rows;

/// <summary>RFC 6455 10.2 and RFC 6454 5: an origin is compared whole.</summary>
internal sealed class Row09Origin() : AttackRow(
    9, "missing, foreign or null Origin; one that only begins with the allowed; port and case variants", "403")
{
    public override string? WhyNotApplicable(ServerUnderAttack server) =>
        server.Options.Origin is null ? "name the server's policy with --origin" : null;

    public override IEnumerable<AttackCase> Cases(ServerUnderAttack server)
    {
        string allowed = server.Options.Origin!;
        yield return new("the allowed one", Expectation.Echo, () => server.OpensWith(server.Request));
        foreach ((string name, string line) in Variants(allowed))
        {
            byte[] request = (server.Request with { Others = line }).ToBytes();
            yield return new(name, Expectation.Status(403), () => server.Ask(request));
        }
    }

    private static IEnumerable<(string Name, string Line)> Variants(string allowed) =>
    [
        ("missing", ""),
        ("foreign", "Origin: https://evil.test\r\n"),
        ("null", "Origin: null\r\n"),
        ("begins with the allowed", $"Origin: {allowed}.evil.test\r\n"),
        ("another port", $"Origin: {allowed}:8443\r\n"),
        ("upper case", $"Origin: {allowed.ToUpperInvariant()}\r\n"),
    ];
}

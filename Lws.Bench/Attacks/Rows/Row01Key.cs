using Lws.Bench.Attacks.Verdicts;
using Lws.Bench.Attacks.Wire;

namespace Lws.Bench.Attacks.Rows;

/// <summary>RFC 6455 4.2.1: the key is 16 bytes in base64, once.</summary>
internal sealed class Row01Key() : AttackRow(1, "no or a wrong Sec-WebSocket-Key, or two of them", "400")
{
    private static readonly (string Name, string Lines)[] Keys =
    [
        ("none", ""),
        ("empty", "Sec-WebSocket-Key: \r\n"),
        ("15 bytes", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25j\r\n"),
        ("17 bytes", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZSE=\r\n"),
        ("no padding", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ\r\n"),
        ("no base64", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25j!Q==\r\n"),
        ("two lines", $"Sec-WebSocket-Key: {ClientRequest.Key}\r\nSec-WebSocket-Key: {ClientRequest.Key}\r\n"),
        ("two in one line", $"Sec-WebSocket-Key: {ClientRequest.Key}, {ClientRequest.Key}\r\n"),
    ];

    public override IEnumerable<AttackCase> Cases(ServerUnderAttack server) =>
        from key in Keys
        let request = server.Request with { KeyLine = key.Lines }
        select new AttackCase(key.Name, Expectation.Status(400), () => server.Ask(request.ToBytes()));
}

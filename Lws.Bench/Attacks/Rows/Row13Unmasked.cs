using Lws.Bench.Attacks.Verdicts;

namespace Lws.Bench.Attacks.Rows;

/// <summary>RFC 6455 5.1: a server closes upon a frame that is not masked, which its second byte tells.</summary>
internal sealed class Row13Unmasked() : AttackRow(13, "a frame without mask, 81 00 alone included", "close 1002 as soon as byte 2 arrives")
{
    public override IEnumerable<AttackCase> Cases(ServerUnderAttack server) =>
    [
        new("81 00", Expectation.Close(1002), () => server.Send([0x81], [0x00])),
        new("a text", Expectation.Close(1002), () => server.Send([0x81, 0x05, .. "hello"u8])),
        new("a ping", Expectation.Close(1002), () => server.Send([0x89, 0x00])),
        new("a close", Expectation.Close(1002), () => server.Send([0x88, 0x02, 0x03, 0xE8])),
    ];
}

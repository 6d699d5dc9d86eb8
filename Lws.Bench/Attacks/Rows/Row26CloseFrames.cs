using Lws.Bench.Attacks.Verdicts;
using Lws.Bench.Attacks.Wire;

namespace Lws.Bench.Attacks.Rows;

/// <summary>RFC 6455 5.5.1 and 7.4: close frames that may not be sent.</summary>
internal sealed class Row26CloseFrames() : AttackRow(
    26, "close with 1 byte; with 1004, 1005, 1006, 1015, 999, 5000; reason not UTF-8; reason of 124 bytes", "1002 (1007 for the reason)")
{
    private static readonly int[] ForbiddenCodes = [1004, 1005, 1006, 1015, 999, 5000];

    public override IEnumerable<AttackCase> Cases(ServerUnderAttack server)
    {
        yield return new("1 byte", Expectation.Close(1002), () => server.Send(ClientFrame.Of(Opcodes.Close, [0x03])));
        foreach (int code in ForbiddenCodes)
            yield return new($"{code}", Expectation.Close(1002), () => server.Send(ClientFrame.Close(code)));
        yield return new("reason not UTF-8", Expectation.Close(1007), () => server.Send(ClientFrame.Of(Opcodes.Close, [0x03, 0xE8, 0xC0, 0x80])));
        yield return new("reason of 124 bytes", Expectation.Close(1002), () => server.Send(ClientFrame.Close(1000, new string('r', 124))));
    }
}

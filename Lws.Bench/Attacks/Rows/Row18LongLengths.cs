using Lws.Bench.Attacks.Verdicts;
using Lws.Bench.Attacks.Wire;

namespace Lws.Bench.Attacks.Rows;

/// <summary>RFC 6455 5.2: the minimal number of bytes must be used for a length.</summary>
internal sealed class Row18LongLengths() : AttackRow(18, "lengths not in their shortest form: 126 for 5, 127 for 200", "close 1002")
{
    public override IEnumerable<AttackCase> Cases(ServerUnderAttack server)
    {
        yield return Case("5 in 16 bits", ClientFrame.HeaderOf16Bits(Opcodes.Binary, 5), 5);
        yield return Case("200 in 64 bits", ClientFrame.HeaderOf64Bits(Opcodes.Binary, 200), 200);
        yield return Case("0 in 64 bits", ClientFrame.HeaderOf64Bits(Opcodes.Binary, 0), 0);

        // All of the frame is sent, so that a server that takes it shows so by an echo.
        AttackCase Case(string name, byte[] header, int length) =>
            new(name, Expectation.Close(1002), () => server.Send([.. header, .. new byte[length]]));
    }
}

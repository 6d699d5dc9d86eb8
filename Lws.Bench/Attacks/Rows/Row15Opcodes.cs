using Lws.Bench.Attacks.Verdicts;
using Lws.Bench.Attacks.Wire;

namespace Lws.Bench.Attacks.Rows;

/// <summary>RFC 6455 5.2: opcodes that nobody has defined.</summary>
internal sealed class Row15Opcodes() : AttackRow(15, "opcodes 3 to 7 and 11 to 15", "close 1002")
{
    private static readonly int[] Undefined = [3, 4, 5, 6, 7, 11, 12, 13, 14, 15];

    public override IEnumerable<AttackCase> Cases(ServerUnderAttack server) =>
        from opcode in Undefined
        select new AttackCase($"opcode {opcode}", Expectation.Close(1002), () => server.Send(ClientFrame.Of(opcode, "payload"u8)));
}

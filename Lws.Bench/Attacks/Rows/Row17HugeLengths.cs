using Lws.Bench.Attacks.Verdicts;
using Lws.Bench.Attacks.Wire;

namespace Lws.Bench.Attacks.Rows;

/// <summary>RFC 6455 5.2: the top bit of a 64-bit length is 0; and a length is not a reason to allocate.</summary>
internal sealed class Row17HugeLengths() : AttackRow(
    17, "64-bit lengths with the top bit, of all ones, of 2^63-1; lengths that are declared and never sent",
    "1002 for the top bit, 1009 else; nothing allocated from the declared length")
{
    private const int Declarations = 32;
    private const int Declared = 8 << 20;

    public override bool BoundsMemory => true;

    public override IEnumerable<AttackCase> Cases(ServerUnderAttack server)
    {
        yield return Case("8000000000000000", 1002, 0x8000_0000_0000_0000);
        yield return Case("FFFFFFFFFFFFFFFF", 1002, 0xFFFF_FFFF_FFFF_FFFF);
        yield return Case("7FFFFFFFFFFFFFFF", 1009, 0x7FFF_FFFF_FFFF_FFFF);
        yield return new($"{Declarations} times 8 MiB declared", Expectation.Right, () => Declare(server));

        AttackCase Case(string name, int code, ulong length) =>
            new(name, Expectation.Close(code), () => server.Send(ClientFrame.HeaderOf64Bits(Opcodes.Binary, length)));
    }

    // Whether they are waited for or refused by a lower limit: the row's watch over the memory judges.
    private static Answer Declare(ServerUnderAttack server)
    {
        List<RawConnection> held = [];
        try
        {
            for (int number = 0; number < Declarations; number++)
            {
                held.Add(server.Open());
                held[number].Send([.. ClientFrame.Header(Opcodes.Binary, Declared), 1, 2, 3, 4]);
            }

            server.LookAfterBystander();
            int refused = held.Count(connection => connection.HasAnswered(TimeSpan.Zero));
            return Answer.Right($"{Declarations - refused} declarations held, {refused} refused");
        }
        finally
        {
            held.ForEach(connection => connection.Dispose());
        }
    }
}

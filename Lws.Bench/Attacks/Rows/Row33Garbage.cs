using Lws.Bench.Attacks.Verdicts;
using Lws.Bench.Attacks.Wire;

namespace Lws.Bench.Attacks.Rows;

/// <summary>RFC 7692 7.2.2 and RFC 1951: compressed data that is none.</summary>
internal sealed class Row33Garbage() : AttackRow(
    33, "deflate garbage; a last block, then more; data cut short; an empty compressed message; a window overrun",
    "1007 or 1002 (or an empty echo of the empty one); no loop; inflater reset")
{
    // RFC 7692 7.2.3.4: "Hello" in a block with BFINAL = 1.
    private static readonly byte[] LastBlock = [0xF3, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00];

    public override string? WhyNotApplicable(ServerUnderAttack server) => server.HasDeflate ? null : "no permessage-deflate";

    public override IEnumerable<AttackCase> Cases(ServerUnderAttack server)
    {
        Expectation refused = Expectation.Close(1007, 1002);
        yield return Case("a block of no type", refused, [0x07, 0xFF, 0xFF, 0xFF, 0xFF]);
        yield return Case("a last block, then more", refused, [.. LastBlock, .. Deflated.Of("more"u8)]);
        yield return Case("a stored block of 100 bytes cut to 10", refused, [0x00, 100, 0, 0x9B, 0xFF, .. new byte[10]]);
        yield return Case("a distance before the first byte", refused, [0x02, 0x02, 0x00, 0x00]);
        yield return Case("no byte", refused.OrEcho(), []);
        yield return Case("an empty message", Expectation.Echo, [0x00], wantsEmpty: true);

        AttackCase Case(string name, Expectation expected, byte[] payload, bool wantsEmpty = false) =>
            new(name, expected, () => Send(server, payload, wantsEmpty));
    }

    private static Answer Send(ServerUnderAttack server, byte[] payload, bool wantsEmpty)
    {
        Answer answer;
        using (RawConnection connection = server.Open(deflate: true))
        {
            connection.Send(ClientFrame.Of(ClientFrame.Reserved1 | Opcodes.Binary, payload));
            answer = wantsEmpty ? Exchanges.ReadEcho(connection, []) : Exchanges.ReadAnswer(connection);
        }

        // The next one may be given the same inflater.
        using RawConnection next = server.Open(deflate: true);
        next.Send(ClientFrame.Of(ClientFrame.Reserved1 | Opcodes.Text, Deflated.Of("next"u8)));
        Answer after = Exchanges.ReadEcho(next, "next"u8);
        return after.Kind == AnswerKind.Echo ? answer : Answer.Wrong($"{answer.Text}, then a lawful message on another connection: {after.Text}");
    }
}

using Lws.Bench.Attacks.Verdicts;
using Lws.Bench.Attacks.Wire;

namespace Lws.Bench.Attacks.Rows;

/// <summary>A frame of one byte more than the server takes. Where its limit is not known: of more than any limit.</summary>
internal sealed class Row19OverLimit() : AttackRow(19, "declared length of the limit + 1", "1009 from the header alone")
{
    public override IEnumerable<AttackCase> Cases(ServerUnderAttack server)
    {
        long limit = server.Options.MaxMessage ?? AttackOptions.BeyondAnyLimit;
        byte[] header = ClientFrame.Header(Opcodes.Binary, limit + 1);
        yield return new($"{limit + 1:N0} bytes declared", Expectation.Close(1009), () => server.Send(header));
    }
}

using Lws.Bench.Attacks.Verdicts;
using Lws.Bench.Attacks.Wire;

namespace Lws.Bench.Attacks.Rows;

/// <summary>RFC 7692 without a limit: a kilobyte that becomes a megabyte, as often as one likes.</summary>
internal sealed class Row32Bombs() : AttackRow(
    32, "a deflate bomb of 1000:1; a nested one; many small messages of 1000:1",
    "inflating stops at the limit, 1009; a nested one is data; small ones are not refused")
{
    private const long UnknownLimitBomb = 512L << 20;
    private const long NestedBomb = 64L << 20;
    private const int SmallLength = 60_000;
    private const int SmallMessages = 200;

    public override bool BoundsMemory => true;

    // A message up to the limit may be held whole, and its echo beside it.
    public override double MemoryAllowanceMiB(AttackOptions options) => 2.0 * (options.MaxMessage ?? 0) / (1 << 20);

    public override string? WhyNotApplicable(ServerUnderAttack server) => server.HasDeflate ? null : "no permessage-deflate";

    public override IEnumerable<AttackCase> Cases(ServerUnderAttack server)
    {
        long length = server.Options.MaxMessage * 4 ?? UnknownLimitBomb;
        yield return new($"{length >> 20:N0} MiB of zeros", Expectation.Close(1009), () => server.SendDeflated(Compressed(Deflated.Zeros(length))))
        {
            Bound = TimeSpan.FromSeconds(60),
        };
        byte[] nested = Deflated.Zeros(NestedBomb);
        yield return new("nested", Expectation.Close(1009).OrEcho(), () => Exchange(server, nested, 1));
        int small = (int)Math.Min(SmallLength, server.Options.MaxMessage ?? SmallLength);
        yield return new($"{SmallMessages} messages of {small:N0} zeros", Expectation.Echo, () => Exchange(server, new byte[small], SmallMessages));
    }

    private static byte[] Compressed(byte[] payload) => ClientFrame.Of(ClientFrame.Reserved1 | Opcodes.Binary, payload);

    private static Answer Exchange(ServerUnderAttack server, byte[] message, int times)
    {
        byte[] frame = Compressed(Deflated.Of(message));
        using RawConnection connection = server.Open(deflate: true);
        Answer answer = Answer.Echo;
        for (int sent = 0; sent < times && answer.Kind == AnswerKind.Echo; sent++)
        {
            connection.Send(frame);
            answer = Exchanges.ReadEcho(connection, message);
        }

        return answer;
    }
}

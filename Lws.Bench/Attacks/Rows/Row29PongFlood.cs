using Lws.Bench.Attacks.Verdicts;
using Lws.Bench.Attacks.Wire;

namespace Lws.Bench.Attacks.Rows;

/// <summary>RFC 6455 5.5.3: nobody is owed an answer to a pong. A server without a rate limit ignores them.</summary>
internal sealed class Row29PongFlood() : AttackRow(
    29, "two million pongs that nobody asked for", "ignored; 1008 where a rate limit is set; memory flat")
{
    private const int InBatch = 1_000;
    private const int Batches = 2_000;

    public override bool BoundsMemory => true;

    public override IEnumerable<AttackCase> Cases(ServerUnderAttack server)
    {
        yield return new("pongs", Expectation.Close(1008).OrEcho(), () => Flood(server)) { Bound = TimeSpan.FromSeconds(40) };
    }

    private static Answer Flood(ServerUnderAttack server)
    {
        byte[] batch = [.. Enumerable.Repeat(ClientFrame.Of(Opcodes.Pong, "unasked"u8), InBatch).SelectMany(frame => frame)];
        using RawConnection connection = server.Open();
        (SendEnd end, _) = server.Flood(connection, batch, Batches, untilAnswered: true);
        return end == SendEnd.Sent ? Exchanges.Echo(connection, "after the flood") : Exchanges.ReadAnswer(connection);
    }
}

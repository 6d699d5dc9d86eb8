using Lws.Bench.Attacks.Verdicts;
using Lws.Bench.Attacks.Wire;

namespace Lws.Bench.Attacks.Rows;

/// <summary>A fragment, then one that is as long as the limit: each is lawful, and both are not.</summary>
internal sealed class Row20SumOverLimit() : AttackRow(20, "fragments whose sum passes the limit", "1009 at the passing frame")
{
    private const int PieceLength = 64 * 1024;
    private const long MostSent = 256L << 20;

    public override IEnumerable<AttackCase> Cases(ServerUnderAttack server)
    {
        long limit = server.Options.MaxMessage ?? AttackOptions.BeyondAnyLimit;
        yield return new($"1 + {limit:N0} bytes", Expectation.Close(1009), () => Pass(server, limit)) { Bound = TimeSpan.FromSeconds(30) };
    }

    private static Answer Pass(ServerUnderAttack server, long limit)
    {
        using RawConnection connection = server.Open();
        connection.Send(ClientFrame.Of(Opcodes.Binary, [0], final: false));
        connection.Send(ClientFrame.Header(Opcodes.Continuation, limit));

        // "At the passing frame" is its header or its payload. A server that wants to see the payload is shown it, as far as that is sane.
        if (!connection.HasAnswered(server.Patience.Answer) && limit <= MostSent)
            server.Flood(connection, new byte[PieceLength], (int)(limit / PieceLength) + 1, untilAnswered: true);
        return Exchanges.ReadAnswer(connection);
    }
}

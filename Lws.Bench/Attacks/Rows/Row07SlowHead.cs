using Lws.Bench.Attacks.Verdicts;
using Lws.Bench.Attacks.Wire;

namespace Lws.Bench.Attacks.Rows;

/// <summary>A head that trickles in: a time-out that starts anew with each byte never comes.</summary>
internal sealed class Row07SlowHead() : AttackRow(
    7, "one byte of handshake every 5 s", "408 or closed silently, at the total handshake deadline")
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    public override IEnumerable<AttackCase> Cases(ServerUnderAttack server)
    {
        TimeSpan limit = server.Options.HandshakeTimeout + server.Options.Grace;
        yield return new("a byte at a time", Expectation.Status(408).ThenEnd().OrEnd(), () => Trickle(server, limit))
        {
            IsSlow = true,
            Bound = limit + server.Options.Grace,
        };
    }

    private static Answer Trickle(ServerUnderAttack server, TimeSpan limit)
    {
        using RawConnection connection = server.Connect();
        connection.Send(server.Request.RequestLine + server.Request.HostLine + "X-Slow: ");
        TimeSpan interval = server.Options.HandshakeTimeout / 4 < Interval ? server.Options.HandshakeTimeout / 4 : Interval;
        return server.WaitForAnswer(connection, limit, interval, () => connection.Send("a"))
            ? ServerUnderAttack.ReadRefusal(connection)
            : Answer.Silence;
    }
}

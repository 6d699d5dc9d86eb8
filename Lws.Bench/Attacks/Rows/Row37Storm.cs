using Lws.Bench.Attacks.Verdicts;
using Lws.Bench.Attacks.Wire;

namespace Lws.Bench.Attacks.Rows;

/// <summary>Clients that connect only to go.</summary>
internal sealed class Row37Storm() : AttackRow(37, "a storm of connects and disconnects", "accepted, or 503, or closed; recovers")
{
    private const int Times = 2_000;

    public override string NotSeen => "accept at the server's own limit of connections, and EMFILE: they need its settings";

    public override IEnumerable<AttackCase> Cases(ServerUnderAttack server)
    {
        yield return new($"{Times:N0} connects", Expectation.Right, () => Storm(server)) { Bound = TimeSpan.FromSeconds(30) };
    }

    private static Answer Storm(ServerUnderAttack server)
    {
        int descriptors = server.CountDescriptors();
        for (int time = 0; time < Times && !server.Patience.IsOver; time++)
        {
            using RawConnection connection = server.Connect();
            if (time % 2 == 0)
                connection.Reset();
        }

        return server.WaitForDescriptors(descriptors);
    }
}

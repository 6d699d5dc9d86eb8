using Lws.Bench.Attacks.Verdicts;
using Lws.Bench.Attacks.Wire;

namespace Lws.Bench.Attacks.Rows;

/// <summary>Clients that go without a word, in every state, several times each.</summary>
internal sealed class Row36Departures() : AttackRow(36, "RST in every state; half-close, then nothing", "ended once; nothing left over")
{
    private const int Times = 10;

    public override string NotSeen => "that the server's handler is told exactly once";

    public override IEnumerable<AttackCase> Cases(ServerUnderAttack server)
    {
        byte[] request = server.Request.ToBytes();
        (string Name, byte[] Before, byte[] Last)[] states =
        [
            ("connected", [], []),
            ("inside the head", request[..40], []),
            ("behind the request", request, []),
            ("inside a header", request, [0x81]),
            ("inside a payload", request, ClientFrame.Text("half of it")[..10]),
            ("inside a message", request, ClientFrame.Text("half of it", final: false)),
            ("behind a close", request, ClientFrame.Close(1000)),
            ("echo unread", request, ClientFrame.Of(Opcodes.Binary, new byte[60_000])),
        ];
        foreach ((string name, byte[] before, byte[] last) in states)
        {
            yield return new($"RST, {name}", Expectation.Right, () => Depart(server, before, last, reset: true));
            yield return new($"FIN, {name}", Expectation.Right, () => Depart(server, before, last, reset: false));
        }
    }

    private static Answer Depart(ServerUnderAttack server, byte[] before, byte[] last, bool reset)
    {
        int descriptors = server.CountDescriptors();
        for (int time = 0; time < Times; time++)
        {
            using RawConnection connection = server.Connect();
            connection.Send(before);
            if (last.Length > 0)
                connection.ReadHead();
            connection.Send(last);
            if (reset)
            {
                connection.Reset();
                continue;
            }

            connection.HalfClose();
            if (!connection.ReadToEnd())
                return Answer.Wrong("a half-closed connection was left open");
        }

        return server.WaitForDescriptors(descriptors);
    }
}

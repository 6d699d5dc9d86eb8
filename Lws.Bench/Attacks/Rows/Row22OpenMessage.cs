using Lws.Bench.Attacks.Verdicts;
using Lws.Bench.Attacks.Wire;

namespace Lws.Bench.Attacks.Rows;

/// <summary>A message that is begun and never ended, on a connection that is not idle.</summary>
internal sealed class Row22OpenMessage() : AttackRow(
    22, "an incomplete message held open while pongs keep the idle timer fresh", "1008 at a deadline for messages")
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public override IEnumerable<AttackCase> Cases(ServerUnderAttack server)
    {
        TimeSpan limit = server.Options.MessageTimeout + server.Options.Grace;
        yield return new("a fragment, then pongs", Expectation.Close(1008), () => Hold(server, limit))
        {
            IsSlow = true,
            Bound = limit + server.Options.Grace,
        };
    }

    private static Answer Hold(ServerUnderAttack server, TimeSpan limit)
    {
        using RawConnection connection = server.Open();
        connection.Send(ClientFrame.Text("begun", final: false));
        byte[] pong = ClientFrame.Of(Opcodes.Pong, "still here"u8);
        DateTime end = DateTime.UtcNow + limit;
        while (server.WaitForAnswer(connection, end - DateTime.UtcNow, Interval, () => connection.Send(pong)))
        {
            // Pings do not end the wait, nor does the fragment that a server may have passed on.
            if (connection.ReadFrame() is not { } frame)
                return Exchanges.Nothing(connection);
            if (frame.Opcode == Opcodes.Close)
                return Answer.Close(frame.CloseCode, connection.ReadToEnd());
        }

        return Answer.Silence;
    }
}

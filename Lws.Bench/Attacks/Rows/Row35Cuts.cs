using System.Text;
using Lws.Bench.Attacks.Verdicts;
using Lws.Bench.Attacks.Wire;

namespace Lws.Bench.Attacks.Rows;

/// <summary>TCP may deliver the same bytes in any pieces.</summary>
internal sealed class Row35Cuts() : AttackRow(35, "every split of a valid stream: a byte at a time, and all cut points", "the same as whole")
{
    private const string Text = "cut inside of € and behind";

    private static readonly byte[] Frames =
    [
        .. ClientFrame.Of(Opcodes.Text, Encoding.UTF8.GetBytes(Text).AsSpan(..14), final: false),
        .. ClientFrame.Of(Opcodes.Ping, "ping"u8),
        .. ClientFrame.Of(Opcodes.Continuation, Encoding.UTF8.GetBytes(Text).AsSpan(14..)),
    ];

    public override IEnumerable<AttackCase> Cases(ServerUnderAttack server)
    {
        byte[] stream = [.. server.Request.ToBytes(), .. Frames];
        yield return new("whole", Expectation.Echo, () => Send(server, [stream]));
        yield return new("a byte at a time", Expectation.Echo, () => Send(server, [.. stream.Select(one => new[] { one })]));
        yield return new("every cut", Expectation.Echo, () => CutEverywhere(server, stream)) { Bound = TimeSpan.FromMinutes(1) };
    }

    private static Answer CutEverywhere(ServerUnderAttack server, byte[] stream)
    {
        for (int at = 1; at < stream.Length; at++)
        {
            Answer answer = Send(server, [stream[..at], stream[at..]]);
            if (answer.Kind != AnswerKind.Echo)
                return Answer.Wrong($"cut at {at} of {stream.Length}: {answer.Text}");
        }

        return Answer.Echo;
    }

    private static Answer Send(ServerUnderAttack server, byte[][] pieces)
    {
        using RawConnection connection = server.Connect();
        foreach (byte[] piece in pieces)
        {
            // Gives the server the time to read this piece by itself.
            if (pieces.Length > 1)
                Thread.Sleep(TimeSpan.FromMilliseconds(1));
            connection.Send(piece);
        }

        return connection.ReadHead() is { Status: ResponseHead.SwitchingProtocols }
            ? Exchanges.ReadEcho(connection, Encoding.UTF8.GetBytes(Text))
            : Exchanges.Nothing(connection);
    }
}

using Lws.Bench.Attacks.Verdicts;
using Lws.Bench.Attacks.Wire;

namespace Lws.Bench.Attacks.Rows;

/// <summary>A message in frames so small that what the server keeps of each is the larger part.</summary>
internal sealed class Row21Fragments() : AttackRow(
    21, "131,000 continuation frames of one byte or none, never FIN", "1009 or 1008, by count or by bytes held")
{
    private const int Batches = 131;
    private const int InBatch = 1_000;

    public override bool BoundsMemory => true;

    public override IEnumerable<AttackCase> Cases(ServerUnderAttack server) =>
    [
        new("of one byte", Expectation.Close(1009, 1008), () => Send(server, "a")),
        new("of none", Expectation.Close(1009, 1008), () => Send(server, "")),
    ];

    private static Answer Send(ServerUnderAttack server, string text)
    {
        byte[] batch = [.. Enumerable.Repeat(ClientFrame.Continuation(text, final: false), InBatch).SelectMany(frame => frame)];
        using RawConnection connection = server.Open();
        connection.Send(ClientFrame.Text("", final: false));
        long echoed = 0;
        for (int sent = 0; sent < Batches && connection.Send(batch) == SendEnd.Sent; sent++)
        {
            server.LookAfterBystander();
            while (connection.HasAnswered(TimeSpan.Zero) && connection.ReadFrame() is { } frame)
            {
                if (frame.Opcode == Opcodes.Close)
                    return Answer.Close(frame.CloseCode, connection.ReadToEnd());
                echoed++;
            }
        }

        Answer answer = Exchanges.ReadAnswer(connection);
        return answer.Kind == AnswerKind.Silence ? Answer.Wrong($"all of them {(echoed > 0 ? "passed on" : "taken and held")}") : answer;
    }
}

using Lws.Bench.Attacks.Verdicts;
using Lws.Bench.Attacks.Wire;

namespace Lws.Bench.Attacks.Rows;

/// <summary>What an echo server publishes to a client that does not read is the client's own messages.</summary>
internal sealed class Row30Unread() : AttackRow(
    30, "128 MiB of messages, and no echo read", "no longer read from, or dropped, or closed; others unaffected; memory flat")
{
    private const int ReceiveBuffer = 64 * 1024;
    private const int MessageLength = 60_000;
    private const int Messages = 2_200;

    public override bool BoundsMemory => true;

    public override string NotSeen => "a server that publishes of itself";

    public override IEnumerable<AttackCase> Cases(ServerUnderAttack server)
    {
        yield return new("messages", Expectation.Close(1008, 1009, 1013).OrEnd(), () => Flood(server)) { Bound = TimeSpan.FromSeconds(40) };
    }

    private static Answer Flood(ServerUnderAttack server)
    {
        using RawConnection connection = server.Open(ReceiveBuffer);
        (SendEnd end, int sent) = server.Flood(connection, ClientFrame.Of(Opcodes.Binary, new byte[MessageLength]), Messages, untilAnswered: false);
        if (end == SendEnd.Blocked)
            return Answer.Right($"not read from after {(long)sent * MessageLength >> 20:N0} MiB");

        long echoed = 0;
        while (connection.ReadFrame() is { } frame)
        {
            if (frame.Opcode == Opcodes.Close)
                return Answer.Close(frame.CloseCode, connection.ReadToEnd());
            echoed += frame.IsData ? frame.Length : 0;
        }

        if (connection.HasEnded)
            return Answer.End(connection.WasReset);
        string text = $"{echoed >> 20:N0} MiB echoed of {(long)sent * MessageLength >> 20:N0}";
        return echoed > (long)sent * MessageLength / 2 ? Answer.Wrong($"{text}, all of them queued") : Answer.Right(text);
    }
}

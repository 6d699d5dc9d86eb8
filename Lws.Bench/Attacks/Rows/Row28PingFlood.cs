using Lws.Bench.Attacks.Verdicts;
using Lws.Bench.Attacks.Wire;

namespace Lws.Bench.Attacks.Rows;

/// <summary>RFC 6455 5.5.3: of several pings, the last alone need be answered. The client reads none of the pongs.</summary>
internal sealed class Row28PingFlood() : AttackRow(
    28, "a million pings of 125 bytes, and no pong read",
    "pongs bounded and coalesced, or 1008, or closed, or no longer read from; memory flat")
{
    private const int ReceiveBuffer = 64 * 1024;
    private const int InBatch = 100;
    private const int Batches = 10_000;

    public override bool BoundsMemory => true;

    public override IEnumerable<AttackCase> Cases(ServerUnderAttack server)
    {
        yield return new("pings", Expectation.Close(1008).OrEnd(), () => Flood(server)) { Bound = TimeSpan.FromSeconds(40) };
    }

    private static Answer Flood(ServerUnderAttack server)
    {
        byte[] batch = [.. Enumerable.Repeat(ClientFrame.Of(Opcodes.Ping, new byte[125]), InBatch).SelectMany(frame => frame)];
        using RawConnection connection = server.Open(ReceiveBuffer);
        (SendEnd end, int count) = server.Flood(connection, batch, Batches, untilAnswered: false);
        long pings = (long)count * InBatch;
        if (end == SendEnd.Blocked)
            return Answer.Right($"not read from after {pings:N0} pings");

        long pongs = 0;
        while (connection.ReadFrame() is { } frame)
        {
            if (frame.Opcode == Opcodes.Close)
                return Answer.Close(frame.CloseCode, connection.ReadToEnd());
            pongs += frame.Opcode == Opcodes.Pong ? 1 : 0;
        }

        if (connection.HasEnded)
            return Answer.End(connection.WasReset);
        return pongs > pings / 2
            ? Answer.Wrong($"{pongs:N0} pongs queued for {pings:N0} pings")
            : Answer.Right($"{pongs:N0} pongs for {pings:N0} pings");
    }
}

using Lws.Bench.Attacks.Verdicts;
using Lws.Bench.Attacks.Wire;

namespace Lws.Bench.Attacks.Rows;

/// <summary>A client that reads nothing any more, so that no ping reaches it, and whose TCP is alive.</summary>
internal sealed class Row31ZeroWindow() : AttackRow(31, "a TCP window of zero for ever", "pings unanswered: closed at the timeout")
{
    private const int ReceiveBuffer = 64 * 1024;
    private const int MessageLength = 60_000;
    private const int MoreThanSocketsHold = 300;

    private static readonly TimeSpan Filling = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public override IEnumerable<AttackCase> Cases(ServerUnderAttack server)
    {
        TimeSpan limit = server.Options.IdleTimeout + server.Options.Grace;
        yield return new("echoes unread", Expectation.Right, () => Hold(server, limit)) { IsSlow = true, Bound = Filling + limit + Filling };
    }

    private static Answer Hold(ServerUnderAttack server, TimeSpan limit)
    {
        using RawConnection connection = server.Open(ReceiveBuffer);
        server.Flood(connection, ClientFrame.Of(Opcodes.Binary, new byte[MessageLength]), MoreThanSocketsHold, untilAnswered: false);
        DateTime end = DateTime.UtcNow + limit;
        while (DateTime.UtcNow < end && !server.Patience.IsOver)
        {
            Thread.Sleep(Interval);
            server.LookAfterBystander();
        }

        // Behind a window of zero the end cannot be seen. What the kernels hold is read first, then the end must be there.
        return connection.ReadToEnd() ? Answer.Right("closed") : Answer.Wrong($"open after {limit.TotalSeconds:0} s");
    }
}

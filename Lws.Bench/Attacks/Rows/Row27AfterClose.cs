using System.Diagnostics;
using Lws.Bench.Attacks.Verdicts;
using Lws.Bench.Attacks.Wire;

namespace Lws.Bench.Attacks.Rows;

/// <summary>RFC 6455 5.5.1 and 7.1: nothing counts behind a close frame, and TCP is ended whether or not the peer plays along.</summary>
internal sealed class Row27AfterClose() : AttackRow(
    27, "data after Close; two Closes; no answer to the server's Close", "ignored; ignored; TCP closed at the close timeout")
{
    private const int PieceLength = 1_024;

    public override IEnumerable<AttackCase> Cases(ServerUnderAttack server)
    {
        TimeSpan bound = server.Options.CloseTimeout + (2 * server.Options.Grace);
        byte[] close = ClientFrame.Close(1000);
        yield return new("data after Close", Expectation.Close(1000), () => server.Send([.. close, .. ClientFrame.Text("too late")]));
        yield return new("two Closes", Expectation.Close(1000), () => server.Send([.. close, .. ClientFrame.Close(3000)]));
        yield return new("data without end after Close", Expectation.Right, () => SendOn(server)) { IsSlow = true, Bound = bound };
        yield return new("no answer to Close", Expectation.Right, () => KeepSilent(server)) { IsSlow = true, Bound = bound };
    }

    private static Answer SendOn(ServerUnderAttack server)
    {
        using RawConnection connection = server.Open();
        connection.Send(ClientFrame.Close(1000));
        long start = Stopwatch.GetTimestamp();
        byte[] late = ClientFrame.Of(Opcodes.Binary, new byte[PieceLength]);
        TimeSpan limit = server.Patience.AtMost(server.Options.CloseTimeout + server.Options.Grace);
        SendEnd end = SendEnd.Sent;
        while (end == SendEnd.Sent && Stopwatch.GetElapsedTime(start) < limit)
        {
            end = connection.Send(late);
            Thread.Sleep(1);
        }

        return Judge(end == SendEnd.Ended, start);
    }

    // A fault of ours is the way to make any server send a close frame first.
    private static Answer KeepSilent(ServerUnderAttack server)
    {
        using RawConnection connection = server.Open();
        connection.Send(ClientFrame.Of(0x3, "fault"u8));
        if (connection.ReadFrame() is null)
            return connection.HasEnded ? Answer.Right("TCP closed at once") : Answer.Wrong("the fault was not answered");
        long start = Stopwatch.GetTimestamp();
        TimeSpan limit = server.Options.CloseTimeout + server.Options.Grace;
        bool isOver = server.WaitForAnswer(connection, limit, server.Options.Answer, () => { });
        return Judge(isOver && connection.ReadToEnd(), start);
    }

    private static Answer Judge(bool hasEnded, long start)
    {
        string seconds = $"{Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s";
        return hasEnded ? Answer.Right($"TCP closed after {seconds}") : Answer.Wrong($"TCP open after {seconds}");
    }
}

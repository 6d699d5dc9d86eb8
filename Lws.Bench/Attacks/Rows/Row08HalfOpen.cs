using System.Net.Sockets;
using Lws.Bench.Attacks.Verdicts;
using Lws.Bench.Attacks.Wire;

namespace Lws.Bench.Attacks.Rows;

/// <summary>Handshakes that never end, on as many connections as the runner may hold.</summary>
internal sealed class Row08HalfOpen() : AttackRow(
    8, "thousands of half-open handshakes", "handshake slots bounded apart from open connections; listening continues")
{
    public override string NotSeen => "where the server's bound is; that a lawful client still gets in is seen";

    public override IEnumerable<AttackCase> Cases(ServerUnderAttack server)
    {
        yield return new($"{server.Options.HalfOpen:N0} of them", Expectation.Right, () => Hold(server)) { Bound = TimeSpan.FromMinutes(1) };
    }

    private static Answer Hold(ServerUnderAttack server)
    {
        List<RawConnection> held = [];
        try
        {
            Connect(server, held);
            int refused = held.Count(connection => connection.HasAnswered(TimeSpan.Zero));
            string text = $"{held.Count:N0} connected, {refused:N0} of them ended";
            return server.FindHarm() is { } harm ? Answer.Wrong($"{text}; {harm} meanwhile") : Answer.Right($"{text}, a new client got in");
        }
        finally
        {
            held.ForEach(connection => connection.Dispose());
        }
    }

    private static void Connect(ServerUnderAttack server, List<RawConnection> held)
    {
        try
        {
            while (held.Count < server.Options.HalfOpen && !server.Patience.IsOver)
            {
                RawConnection connection = server.Connect();
                held.Add(connection);
                connection.Send(server.Request.RequestLine);
            }
        }
        catch (SocketException)
        {
            // The server, or this process, has no more to give: what is held must do.
        }
    }
}

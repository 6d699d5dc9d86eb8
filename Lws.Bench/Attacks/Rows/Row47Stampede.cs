using System.Net.Sockets;
using Lws.Bench.Attacks.Verdicts;
using Lws.Bench.Attacks.Wire;

namespace Lws.Bench.Attacks.Rows;

/// <summary>Everybody is cut off, and everybody comes back at once.</summary>
internal sealed class Row47Stampede() : AttackRow(47, "a reconnect stampede", "let in, or refused by 503 or a close; others served")
{
    private const int Clients = 500;

    public override string NotSeen => "the restart before it: 1012, pacing, the jitter of the server's own clients";

    public override IEnumerable<AttackCase> Cases(ServerUnderAttack server)
    {
        yield return new($"{Clients} clients", Expectation.Right, () => Stampede(server)) { Bound = TimeSpan.FromSeconds(30) };
    }

    private static Answer Stampede(ServerUnderAttack server)
    {
        List<RawConnection> clients = [];
        try
        {
            ConnectAll(server, clients);
            clients.ForEach(client => client.Reset());
            clients.Clear();
            ConnectAll(server, clients);
            server.LookAfterBystander();
            Answer[] answers = [.. clients.Select(client => ServerUnderAttack.ReadRefusal(client))];
            int opened = answers.Count(answer => answer.Code == ResponseHead.SwitchingProtocols);
            int silent = answers.Count(answer => answer.Kind == AnswerKind.Silence);
            string text = $"{opened} of {Clients} let in";
            return silent > 0 ? Answer.Wrong($"{text}, {silent} without an answer") : Answer.Right(text);
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }
    }

    // All are connected before the first is read from.
    private static void ConnectAll(ServerUnderAttack server, List<RawConnection> clients)
    {
        byte[] request = server.Request.ToBytes();
        try
        {
            while (clients.Count < Clients && !server.Patience.IsOver)
            {
                clients.Add(server.Connect());
                clients[^1].Send(request);
            }
        }
        catch (SocketException)
        {
            // Refused at once, which is an answer as good as 503.
        }
    }
}

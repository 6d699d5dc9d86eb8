using Lws.Bench.Attacks.Verdicts;
using Lws.Bench.Attacks.Wire;

namespace Lws.Bench.Attacks.Rows;

/// <summary>RFC 6455 5.4: fragments in the wrong order.</summary>
internal sealed class Row23Order() : AttackRow(23, "a continuation with nothing started; a new data frame while one is open", "close 1002")
{
    public override IEnumerable<AttackCase> Cases(ServerUnderAttack server)
    {
        Expectation refused = Expectation.Close(1002);
        byte[] open = ClientFrame.Text("open", final: false);
        yield return new("a last continuation first", refused, () => server.Send(ClientFrame.Continuation("lost")));
        yield return new("a continuation first", refused, () => server.Send(ClientFrame.Continuation("lost", final: false)));
        yield return new("a continuation after a message", refused, () => SendBehindMessage(server));
        yield return new("a text inside", refused, () => server.Send(open, ClientFrame.Text("new")));
        yield return new("a binary inside", refused, () => server.Send(open, ClientFrame.Of(Opcodes.Binary, "new"u8)));
    }

    private static Answer SendBehindMessage(ServerUnderAttack server)
    {
        using RawConnection connection = server.Open();
        Answer first = Exchanges.Echo(connection, "whole");
        if (first.Kind != AnswerKind.Echo)
            return Answer.Wrong($"the message in front: {first.Text}");
        connection.Send(ClientFrame.Continuation("lost"));
        return Exchanges.ReadAnswer(connection);
    }
}

using System.Text;
using Lws.Bench.Attacks.Verdicts;
using Lws.Bench.Attacks.Wire;

namespace Lws.Bench.Attacks.Rows;

/// <summary>RFC 6455 5.4: control frames may be injected in the middle of a fragmented message.</summary>
internal sealed class Row24ControlBetween() : AttackRow(24, "control frames between fragments", "lawful: a pong each, and the message whole")
{
    public override IEnumerable<AttackCase> Cases(ServerUnderAttack server) =>
    [
        new("pings and a pong between", Expectation.Echo, () => Inject(server)),
        new("a close between", Expectation.Close(1000), () => server.Send(ClientFrame.Text("never whole", final: false), ClientFrame.Close(1000))),
    ];

    private static Answer Inject(ServerUnderAttack server)
    {
        using RawConnection connection = server.Open();
        connection.Send(ClientFrame.Text("one ", final: false));
        connection.Send(ClientFrame.Of(Opcodes.Ping, "ping"u8));
        int passedOn = 0;
        ServerFrame? answer;
        while ((answer = connection.ReadFrame()) is { IsData: true, Final: false } fragment)
            passedOn += fragment.Payload.Length;
        if (answer is not { Opcode: Opcodes.Pong, Payload: var pong } || Encoding.UTF8.GetString(pong) != "ping")
            return Answer.Wrong("no pong");
        connection.Send(ClientFrame.Of(Opcodes.Pong, "unasked"u8));
        connection.Send(ClientFrame.Continuation("message"));
        return Exchanges.ReadEcho(connection, "one message"u8[Math.Min(passedOn, 4)..]);
    }
}

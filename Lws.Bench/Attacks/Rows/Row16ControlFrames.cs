using Lws.Bench.Attacks.Verdicts;
using Lws.Bench.Attacks.Wire;

namespace Lws.Bench.Attacks.Rows;

/// <summary>RFC 6455 5.5: control frames are short and whole.</summary>
internal sealed class Row16ControlFrames() : AttackRow(16, "a control frame of 126 bytes, or with FIN=0", "close 1002")
{
    private static readonly (string Name, int Opcode)[] Controls = [("close", Opcodes.Close), ("ping", Opcodes.Ping), ("pong", Opcodes.Pong)];

    public override IEnumerable<AttackCase> Cases(ServerUnderAttack server)
    {
        foreach ((string name, int opcode) in Controls)
        {
            yield return new($"{name} of 126 bytes", Expectation.Close(1002), () => server.Send(ClientFrame.Of(opcode, new byte[126])));
            yield return new($"{name} with FIN=0", Expectation.Close(1002), () => server.Send(ClientFrame.Of(opcode, [], final: false)));
        }
    }
}

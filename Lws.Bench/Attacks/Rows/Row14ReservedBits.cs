using Lws.Bench.Attacks.Verdicts;
using Lws.Bench.Attacks.Wire;

namespace Lws.Bench.Attacks.Rows;

/// <summary>RFC 6455 5.2 and RFC 7692 6.</summary>
internal sealed class Row14ReservedBits() : AttackRow(
    14, "RSV2 or RSV3; RSV1 without deflate; RSV1 on a continuation or a control frame", "close 1002")
{
    private const int Reserved2 = 0x20;
    private const int Reserved3 = 0x10;

    public override IEnumerable<AttackCase> Cases(ServerUnderAttack server)
    {
        Expectation refused = Expectation.Close(1002);
        byte[] begun = ClientFrame.Text("a", final: false);
        byte[] continuation = ClientFrame.Of(ClientFrame.Reserved1 | Opcodes.Continuation, "b"u8);
        byte[] ping = ClientFrame.Of(ClientFrame.Reserved1 | Opcodes.Ping, "p"u8);
        yield return new("RSV2", refused, () => server.Send(ClientFrame.Of(Reserved2 | Opcodes.Text, "a"u8)));
        yield return new("RSV3", refused, () => server.Send(ClientFrame.Of(Reserved3 | Opcodes.Text, "a"u8)));
        yield return new("RSV1", refused, () => server.Send(ClientFrame.Of(ClientFrame.Reserved1 | Opcodes.Text, "a"u8)));
        yield return new("RSV1, continuation", refused, () => server.Send(begun, continuation));
        yield return new("RSV1, ping", refused, () => server.Send(ping));
        if (server.HasDeflate)
        {
            yield return new("RSV1, continuation, deflate", refused, () => server.SendDeflated(begun, continuation));
            yield return new("RSV1, ping, deflate", refused, () => server.SendDeflated(ping));
        }
    }
}

using Lws.Bench.Attacks.Verdicts;
using Lws.Bench.Attacks.Wire;

namespace Lws.Bench.Attacks.Rows;

/// <summary>RFC 6455 10.3: a mask is any mask.</summary>
internal sealed class Row34Masks() : AttackRow(34, "a mask of zeros; a mask that makes the raw bytes look like HTTP", "processed as any frame")
{
    private const uint AnyMask = 0x0102_0304;

    public override string NotSeen => "what the server logs";

    public override IEnumerable<AttackCase> Cases(ServerUnderAttack server) =>
    [
        new("zeros", Expectation.Echo, () => Send(server, "plain to see"u8, mask: 0)),
        new("HTTP on the wire", Expectation.Echo, () =>
        {
            // Masked twice it is what it was: these are the bytes on the wire.
            byte[] payload = ClientFrame.Of(Opcodes.Binary, "GET / HTTP/1.1\r\nHost: victim\r\n\r\n"u8, mask: AnyMask)[6..];
            return Send(server, payload, AnyMask);
        }),
    ];

    private static Answer Send(ServerUnderAttack server, ReadOnlySpan<byte> payload, uint mask)
    {
        using RawConnection connection = server.Open();
        connection.Send(ClientFrame.Of(Opcodes.Binary, payload, mask: mask));
        return Exchanges.ReadEcho(connection, payload);
    }
}

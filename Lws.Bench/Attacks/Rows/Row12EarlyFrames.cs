using Lws.Bench.Attacks.Verdicts;
using Lws.Bench.Attacks.Wire;

namespace Lws.Bench.Attacks.Rows;

/// <summary>A client that does not wait for 101: what it sent is not lost.</summary>
internal sealed class Row12EarlyFrames() : AttackRow(12, "frames in the same segment as the handshake", "kept, and parsed after 101")
{
    public override IEnumerable<AttackCase> Cases(ServerUnderAttack server) =>
    [
        new("a whole frame", Expectation.Echo, () => Send(server, ClientFrame.Text("early").Length)),
        new("half a frame", Expectation.Echo, () => Send(server, 3)),
    ];

    private static Answer Send(ServerUnderAttack server, int early)
    {
        byte[] frame = ClientFrame.Text("early");
        using RawConnection connection = server.Connect();
        connection.Send([.. server.Request.ToBytes(), .. frame[..early]]);
        if (connection.ReadHead() is not { Status: ResponseHead.SwitchingProtocols })
            return Exchanges.Nothing(connection);
        connection.Send(frame.AsSpan(early));
        return Exchanges.ReadEcho(connection, "early"u8);
    }
}

using System.Text;
using Lws.Bench.Attacks.Verdicts;
using Lws.Bench.Attacks.Wire;

namespace Lws.Bench.Attacks.Rows;

/// <summary>RFC 6455 8.1 and RFC 3629: text that is not UTF-8, and UTF-8 that is cut where it hurts.</summary>
internal sealed class Row25Utf8() : AttackRow(
    25, "UTF-8 overlong, surrogates, above U+10FFFF, cut at the end, split over frames and over reads", "1007; what is valid when joined is accepted")
{
    private const string Valid = "κόσμε € \U00010348 end";

    private static readonly (string Name, byte[] Bytes)[] Invalid =
    [
        ("overlong in two bytes", [0xC0, 0x80]),
        ("overlong in three bytes", [0xE0, 0x80, 0xAF]),
        ("overlong in four bytes", [0xF0, 0x80, 0x80, 0xAF]),
        ("first surrogate", [0xED, 0xA0, 0x80]),
        ("last surrogate", [0xED, 0xBF, 0xBF]),
        ("U+110000", [0xF4, 0x90, 0x80, 0x80]),
        ("byte FF", [0xFF]),
        ("cut at the end", [0xF0, 0x9F, 0x98]),
    ];

    public override IEnumerable<AttackCase> Cases(ServerUnderAttack server)
    {
        foreach ((string name, byte[] bytes) in Invalid)
        {
            byte[] text = [.. "text "u8, .. bytes];
            yield return new(name, Expectation.Close(1007), () => server.Send(ClientFrame.Of(Opcodes.Text, text)));
            yield return new($"{name}, a frame a byte", Expectation.Close(1007), () => server.Send([.. FrameEach(text).SelectMany(frame => frame)]));
            yield return new($"{name}, a read a byte", Expectation.Close(1007), () => server.Send([.. Single(ClientFrame.Of(Opcodes.Text, text))]));
        }

        byte[] valid = Encoding.UTF8.GetBytes(Valid);
        yield return new("valid, a frame a byte", Expectation.Echo, () => SendValid(server, valid, [.. FrameEach(valid)]));
        yield return new("valid, a read a byte", Expectation.Echo, () => SendValid(server, valid, [.. Single(ClientFrame.Of(Opcodes.Text, valid))]));
    }

    private static Answer SendValid(ServerUnderAttack server, byte[] text, byte[][] pieces)
    {
        using RawConnection connection = server.Open();
        foreach (byte[] piece in pieces)
            connection.Send(piece);
        return Exchanges.ReadEcho(connection, text);
    }

    private static IEnumerable<byte[]> Single(byte[] bytes) => bytes.Select(one => new[] { one });

    // A frame for each byte, and an empty one at the end.
    private static IEnumerable<byte[]> FrameEach(byte[] text)
    {
        for (int at = 0; at < text.Length; at++)
            yield return ClientFrame.Of(at == 0 ? Opcodes.Text : Opcodes.Continuation, text.AsSpan(at, 1), final: false);
        yield return ClientFrame.Of(Opcodes.Continuation, []);
    }
}

using CsCheck;

namespace Lws.Tests.Framing;

/// <summary>Random streams of frames: lawful ones, and lawful ones in which a byte was changed, lost or doubled.</summary>
internal static class FrameGen
{
    private static readonly Gen<int> PayloadLength = Gen.Frequency((6, Gen.Int[0, 10]), (2, Gen.Int[120, 130]), (1, Gen.Int[250, 400]));

    public static Gen<byte[]> Stream(bool masked)
    {
        Gen<byte[]> lawful = Concatenate(Gen.Frequency((3, Message(masked)), (1, Control(masked))).Array[0, 6]);
        return Gen.Frequency((1, lawful), (1, Gen.Select(lawful, Gen.Int[0, 2], Gen.Int[0, 10_000], Gen.Byte).Select(Damage)));
    }

    private static Gen<byte[]> Message(bool masked)
    {
        Gen<byte[]> payloads = Payload(PayloadLength);
        Gen<(byte[][], byte[], byte[]?)> continuation = Gen.Select(Control(masked).Array[0, 1], payloads, Key(masked));
        return Gen.Select(Gen.Int[1, 2], payloads, Key(masked), continuation.Array[0, 3]).Select(
            (opcode, payload, key, continuations) =>
            {
                List<byte> bytes = [.. TestFrame.Bytes(continuations.Length == 0 ? 0x80 | opcode : opcode, payload, key)];
                for (int i = 0; i < continuations.Length; i++)
                {
                    (byte[][] between, byte[] next, byte[]? nextKey) = continuations[i];
                    bytes.AddRange(between.SelectMany(control => control));
                    bytes.AddRange(TestFrame.Bytes(i == continuations.Length - 1 ? 0x80 : 0x00, next, nextKey));
                }

                return bytes.ToArray();
            });
    }

    private static Gen<byte[]> Control(bool masked) =>
        Gen.Select(Gen.Int[8, 10], Payload(Gen.Int[0, 125]), Key(masked))
            .Select((opcode, payload, key) => TestFrame.Bytes(0x80 | opcode, payload, key));

    private static Gen<byte[]> Payload(Gen<int> length) => length.SelectMany(count => Gen.Byte.Array[count]);

    private static Gen<byte[]?> Key(bool masked) => Gen.Byte.Array[4].Select(key => masked ? key : null);

    private static Gen<byte[]> Concatenate(Gen<byte[][]> parts) => parts.Select(all => all.SelectMany(part => part).ToArray());

    private static byte[] Damage(byte[] stream, int how, int place, byte value)
    {
        if (stream.Length == 0)
            return [value];
        int at = place % stream.Length;
        return how switch
        {
            0 => [.. stream[..at], value, .. stream[(at + 1)..]],
            1 => [.. stream[..at], .. stream[(at + 1)..]],
            _ => [.. stream[..at], value, .. stream[at..]],
        };
    }
}

using CsCheck;

namespace Lws.Tests.Handshake;

/// <summary>Random changes of a head: bytes replaced, inserted and removed, parts repeated, the end cut off.</summary>
internal static class Mutations
{
    private const int GuardLength = 64;

    /// <summary>Bytes that mean something in a head are more likely to reach its rules than any others.</summary>
    public static readonly Gen<byte> Byte = Gen.Frequency(
        (3, Gen.OneOf("\r\n \t:,=/?#\0"u8.ToArray())),
        (2, Gen.Char[' ', '~'].Select(character => (byte)character)),
        (1, Gen.Byte));

    /// <summary>A few changes, for <see cref="Apply"/>.</summary>
    public static readonly Gen<(int Kind, double Place, byte Value)[]> Some =
        Gen.Select(Gen.Int[0, 4], Gen.Double[0, 1], Byte).Array[1, 6];

    public static byte[] Apply((int Kind, double Place, byte Value)[] mutations, byte[] head)
    {
        foreach ((int kind, double place, byte value) in mutations)
        {
            int at = (int)(place * (head.Length - 1));
            head = kind switch
            {
                0 => [.. head[..at], value, .. head[(at + 1)..]],
                1 => [.. head[..at], value, .. head[at..]],
                2 => [.. head[..at], .. head[(at + 1)..]],
                3 => [.. head[..at], .. head[(at / 2)..]],
                _ => head[..(at + 1)],
            };
            if (head.Length == 0)
                break;
        }

        return head;
    }

    /// <summary>The head with foreign bytes before and behind it in the same array.</summary>
    public static Memory<byte> Guarded(byte[] head, byte guard)
    {
        byte[] guards = new byte[GuardLength];
        guards.AsSpan().Fill(guard);
        byte[] array = [.. guards, .. head, .. guards];
        return array.AsMemory(GuardLength, head.Length);
    }
}

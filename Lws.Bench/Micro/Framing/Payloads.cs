using System.Text;

namespace Lws.Bench.Micro.Framing;

/// <summary>What frames carry, the same in every run.</summary>
internal static class Payloads
{
    private const int Seed = 6_455;

    // Of one, two, three and four bytes: 10 bytes in all.
    private const string MixedCharacters = "aé€😀";

    /// <summary>Of a close frame: 1000.</summary>
    public static byte[] NormalClosure => [0x03, 0xE8];

    public static byte[] Binary(int length)
    {
        var payload = new byte[length];
        new Random(Seed).NextBytes(payload);
        return payload;
    }

    public static byte[] AsciiText(int length) => Encoding.ASCII.GetBytes(new string('a', length));

    /// <summary>Characters of every length, and a few of one byte to make the sum right.</summary>
    public static byte[] MixedText(int length)
    {
        byte[] characters = Encoding.UTF8.GetBytes(MixedCharacters);
        byte[] text = Repeat(characters, length / characters.Length);
        return [.. text, .. AsciiText(length - text.Length)];
    }

    public static byte[] Repeat(byte[] bytes, int times) => [.. Enumerable.Repeat(bytes, times).SelectMany(copy => copy)];
}

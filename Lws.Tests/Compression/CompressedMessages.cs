using System.Text;
using Lws.Tests.Deflate;

namespace Lws.Tests.Compression;

/// <summary>Messages around every length at which something changes, of text that compresses and of bytes that do not.</summary>
internal static class CompressedMessages
{
    private static readonly int[] Lengths = [0, 1, 125, 126, 1_023, 1_024, 16_000, 65_535, 65_536, 200_000, 1 << 20];

    public static IEnumerable<(MessageKind Kind, byte[] Payload)> All()
    {
        foreach (int length in Lengths)
        {
            yield return (MessageKind.Text, Text(length));
            yield return (MessageKind.Binary, Samples.Noise(length, length));
        }
    }

    public static byte[] Text(int length)
    {
        var text = new StringBuilder();
        for (int number = 0; text.Length < length; number++)
            text.Append("{\"id\":").Append(number).Append(",\"name\":\"something\"},");
        return Encoding.ASCII.GetBytes(text.ToString(0, length));
    }
}

using System.Text;

namespace Lws.Tests.Deflate;

/// <summary>Messages to compress, the same in each run.</summary>
internal static class Samples
{
    /// <summary>Some 3 kB that compress to a fifth.</summary>
    public static byte[] Json(int first) =>
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(first, 60)
            .Select(id => $"{{\"id\":{id},\"name\":\"item {id * 7919L}\",\"price\":{id * 13 % 997}.25}},")));

    /// <summary>Bytes that do not compress.</summary>
    public static byte[] Noise(int length, int seed = 1)
    {
        byte[] noise = new byte[length];
        new Random(seed).NextBytes(noise);
        return noise;
    }
}

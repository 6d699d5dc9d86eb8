using System.Text;
using Lws.Handshake;
using Xunit;

namespace Lws.Tests.Handshake;

public class ClientKeyTests
{
    [Fact]
    public void Key_is_16_bytes_in_base64()
    {
        Assert.Equal(16, Convert.FromBase64String(NewKey()).Length);
    }

    [Fact]
    public void No_key_is_like_another_and_no_byte_of_it_is_fixed()
    {
        byte[][] keys = [.. Enumerable.Range(0, 256).Select(_ => Convert.FromBase64String(NewKey()))];

        Assert.Equal(keys.Length, keys.Select(Convert.ToHexString).Distinct().Count());
        for (int at = 0; at < keys[0].Length; at++)
            Assert.True(keys.Select(key => key[at]).Distinct().Count() > 64, $"Byte {at} hardly changes.");
    }

    [Fact]
    public void Nothing_is_written_behind_the_key()
    {
        var destination = new byte[ClientKey.Length + 8];
        ClientKey.Write(destination);

        Assert.Equal(new byte[8], destination[ClientKey.Length..]);
    }

    private static string NewKey()
    {
        var destination = new byte[ClientKey.Length];
        ClientKey.Write(destination);
        return Encoding.ASCII.GetString(destination);
    }
}

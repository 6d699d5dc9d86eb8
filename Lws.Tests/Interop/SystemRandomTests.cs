using Lws.Interop;
using Xunit;

namespace Lws.Tests.Interop;

public sealed class SystemRandomTests
{
    [Fact]
    public void The_whole_span_is_filled_and_nothing_beside_it()
    {
        byte[] bytes = new byte[100_000];

        SystemRandom.Fill(bytes.AsSpan(16, bytes.Length - 32));

        // 64 zeros in a row come once in 2^512.
        Assert.Equal(new byte[16], bytes[..16]);
        Assert.Equal(new byte[16], bytes[^16..]);
        for (int at = 16; at + 64 <= bytes.Length - 16; at += 64)
            Assert.True(bytes.AsSpan(at, 64).ContainsAnyExcept((byte)0));
    }

    [Fact]
    public void Two_fills_differ()
    {
        byte[] first = new byte[16], second = new byte[16];

        SystemRandom.Fill(first);
        SystemRandom.Fill(second);

        Assert.NotEqual(first, second);
    }

    [Fact]
    public void An_empty_span_is_filled_at_once()
    {
        SystemRandom.Fill([]);
    }
}

using Xunit;

namespace Lws.Tests.Deflate;

public class DeflateOptionsTests
{
    [Fact]
    public void The_defaults_and_the_ends_of_the_ranges_are_valid()
    {
        new DeflateOptions().Validate();
        new DeflateOptions
        {
            ServerMaxWindowBits = 9, ClientMaxWindowBits = 9, CompressionLevel = 1, MemoryLevel = 1, Threshold = 0, MaxKept = 0,
        }.Validate();
        new DeflateOptions
        {
            CompressionLevel = 9, MemoryLevel = 9, Threshold = int.MaxValue, MaxInflateRatio = int.MaxValue, MaxKept = 1_024,
        }.Validate();
    }

    public static TheoryData<DeflateOptions, string> Invalid => new()
    {
        { new DeflateOptions { ServerMaxWindowBits = 8 }, "ServerMaxWindowBits takes from 9 to 15." },
        { new DeflateOptions { ServerMaxWindowBits = 16 }, "ServerMaxWindowBits takes from 9 to 15." },
        { new DeflateOptions { ClientMaxWindowBits = 8 }, "ClientMaxWindowBits takes from 9 to 15." },
        { new DeflateOptions { ClientMaxWindowBits = 16 }, "ClientMaxWindowBits takes from 9 to 15." },
        { new DeflateOptions { CompressionLevel = 0 }, "CompressionLevel takes from 1 to 9." },
        { new DeflateOptions { CompressionLevel = 10 }, "CompressionLevel takes from 1 to 9." },
        { new DeflateOptions { MemoryLevel = 0 }, "MemoryLevel takes from 1 to 9." },
        { new DeflateOptions { MemoryLevel = 10 }, "MemoryLevel takes from 1 to 9." },
        { new DeflateOptions { Threshold = -1 }, "Threshold takes from 0 to 2,147,483,647." },
        { new DeflateOptions { MaxInflateRatio = -1 }, "MaxInflateRatio takes from 0 to 2,147,483,647." },
        { new DeflateOptions { MaxKept = -1 }, "MaxKept takes from 0 to 1,024." },
        { new DeflateOptions { MaxKept = 1_025 }, "MaxKept takes from 0 to 1,024." },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public void A_value_out_of_its_range_is_refused_with_the_range(DeflateOptions options, string message) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(options.Validate).Message, StringComparison.Ordinal);
}

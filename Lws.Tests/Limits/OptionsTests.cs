using Lws.Tests.Streams;
using Xunit;

namespace Lws.Tests.Limits;

/// <summary>Options are refused where they are given, not when they are first needed.</summary>
public class OptionsTests
{
    public static TheoryData<LwsOptions, string> Invalid => new()
    {
        { new LwsOptions { HandshakeTimeout = TimeSpan.Zero }, nameof(LwsOptions.HandshakeTimeout) },
        { new LwsOptions { IdleTimeout = TimeSpan.FromDays(25) }, nameof(LwsOptions.IdleTimeout) },
        { new LwsOptions { SlowHandlerThreshold = -TimeSpan.FromTicks(2) }, nameof(LwsOptions.SlowHandlerThreshold) },
        { new LwsOptions { MaxRequestHeadLength = 511 }, nameof(LwsOptions.MaxRequestHeadLength) },
        { new LwsOptions { Logger = null! }, nameof(LwsOptions.Logger) },
        { new LwsOptions { MemoryBudget = null! }, nameof(LwsOptions.MemoryBudget) },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public void An_option_that_cannot_be_kept_is_named_when_the_context_is_made(LwsOptions options, string name)
    {
        ArgumentException refused = Assert.ThrowsAny<ArgumentException>(() => new StreamContext(options));
        Assert.Equal(name, refused.ParamName);
    }
}

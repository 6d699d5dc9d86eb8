using System.Globalization;
using Lws.Dispatch;
using Lws.Tests.Generators;
using Xunit;

namespace Lws.Tests.Docs;

public class LimitsPageTests
{
    private static readonly Page Limits = new("docs/limits.md");

    public static TheoryData<string> Blocks => [.. Limits.BlocksOf("csharp")];

    /// <summary>A limit, and its default as the page writes it.</summary>
    public static TheoryData<string, string> Defaults => new()
    {
        { "`MaxMessageLength`", Number(ProtocolTraits.DefaultMaxMessageLength) },
        { "`MaxFragments`", Number(ProtocolTraits.DefaultMaxFragments) },
        { "`MaxControlFramesPerSecond`", Number(ProtocolTraits.DefaultMaxControlFramesPerSecond) },
        { "`MaxQueuedBytes`", Number(ProtocolTraits.DefaultMaxQueuedBytes) },
        { "`MaxRequestHeadLength`", Number(new LwsOptions().MaxRequestHeadLength) },
        { "`HandshakeTimeout`", Seconds(new LwsOptions().HandshakeTimeout) },
        { "`MaxAcceptsPerSecond`", Number(new LwsOptions().MaxAcceptsPerSecond) },
        { "`MessageTimeout`", Seconds(new LwsOptions().MessageTimeout) },
        { "`PingInterval`", $"{Seconds(new LwsOptions().PingInterval)}, {Seconds(new LwsOptions().PongTimeout)}" },
        { "`IdleTimeout`", Seconds(new LwsOptions().IdleTimeout) },
        { "`SendTimeout`", Seconds(new LwsOptions().SendTimeout) },
        { "`CloseTimeout`", Seconds(new LwsOptions().CloseTimeout) },
        { "`MaxMailboxBytes`", Number(new LwsOptions().MaxMailboxBytes) },
        { "`MaxClosesPerSecond`", Number(new LwsOptions().MaxClosesPerSecond) },
        { "`DrainTimeout`", Seconds(new LwsOptions().DrainTimeout) },
    };

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Its_code_compiles_and_the_analyzer_has_nothing_to_say(string code)
    {
        GeneratedProgram program = GeneratedProgram.From(code);

        Assert.Empty(program.CompilerDiagnostics());
        Assert.Empty(program.AnalyzerDiagnostics());
    }

    [Fact]
    public void It_has_code() => Assert.Equal(2, Blocks.Count);

    [Theory]
    [MemberData(nameof(Defaults))]
    public void The_defaults_are_those_of_the_code(string limit, string value)
    {
        string row = Assert.Single(Limits.Text.Split('\n'), line => line.StartsWith($"| {limit}", StringComparison.Ordinal));

        Assert.Contains(value, row.Split('|')[2], StringComparison.Ordinal);
    }

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => $"{time.TotalSeconds} s";
}

using System.Text.Json;
using Lws.Tests.Bench.Attacks;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Bench.Conformance;

/// <summary>The conformance client as a program, against a suite in miniature on Node.</summary>
public class ConformanceClientTests
{
    [TheoryNeeding("node", "ws")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_echoes_in_every_case_and_asks_for_the_report(bool deflate)
    {
        using ProgramUnderTest suite = ProgramUnderTest.Start("node", Repository.Find("Lws.Tests/Clients/suite.mjs"));
        string url = await suite.ReadLineAsync();

        string[] arguments = [AttackReport.Assembly, "conformance-client", "--url", url, "--agent", "lws & friends"];
        ProgramResult result = await ProgramUnderTest.RunAsync("dotnet", deflate ? arguments : [.. arguments, "--no-deflate"]);

        Assert.True(result.ExitCode == 0, result.Errors);
        for (int number = 1; number <= 6; number++)
        {
            JsonElement seen = JsonDocument.Parse(await suite.ReadLineAsync()).RootElement;
            Assert.Equal((number, "lws & friends"), (seen.GetProperty("number").GetInt32(), seen.GetProperty("agent").GetString()));
            Assert.Equal([true, true, true], seen.GetProperty("echoes").EnumerateArray().Select(echo => echo.GetBoolean()));
            Assert.Equal(deflate && number > 2 ? "permessage-deflate" : "", seen.GetProperty("extensions").GetString());
            Assert.Equal(number == 6 ? 1002 : 1000, seen.GetProperty("code").GetInt32());
        }

        Assert.Contains("lws & friends", await suite.ReadLineAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_suite_is_it_says_so_and_exits_with_1()
    {
        ProgramResult result = await ProgramUnderTest.RunAsync("dotnet", AttackReport.Assembly, "conformance-client", "--url", "ws://127.0.0.1:1");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("cannot be reached", result.Errors, StringComparison.Ordinal);
    }
}

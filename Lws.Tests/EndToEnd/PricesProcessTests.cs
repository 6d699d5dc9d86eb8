using System.Net;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.EndToEnd;

/// <summary>The prices as a program: what it serves, how it ends, and what it says to a wrong command line.</summary>
public sealed class PricesProcessTests
{
    [Theory]
    [InlineData("/", "text/html; charset=utf-8")]
    [InlineData("/app.js", "text/javascript; charset=utf-8")]
    [InlineData("/slow.js", "text/javascript; charset=utf-8")]
    [InlineData("/style.css", "text/css; charset=utf-8")]
    public async Task The_files_of_the_page_have_their_types(string path, string contentType)
    {
        using SampleUnderTest prices = await SampleUnderTest.StartAsync("Prices");
        using var http = new HttpClient { BaseAddress = prices.Address };
        using HttpResponseMessage response = await http.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(contentType, response.Content.Headers.ContentType?.ToString());
    }

    [Fact]
    public async Task A_signal_lets_every_reader_go_with_1001_and_ends_it_with_0()
    {
        using SampleUnderTest prices = await SampleUnderTest.StartAsync("Prices");
        using DotNetClient client = await DotNetClient.OpenAsync(prices.EndPoint, "prices");

        prices.Program.Signal("TERM");

        Assert.Equal(1001, (await client.SkipToCloseAsync()).Code);
        Assert.Equal(new ProgramResult(0, Output: "", Errors: ""), await prices.Program.EndAsync());
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("--port", "70000")]
    [InlineData("--interval", "0")]
    public async Task A_command_line_that_it_does_not_know_is_answered_with_its_usage(params string[] arguments)
    {
        ProgramResult result = await ProgramUnderTest.RunAsync("dotnet", [SampleUnderTest.AssemblyOf("Prices"), .. arguments]);
        Assert.Equal(1, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.EndsWith("Usage: Prices [--port 7682] [--interval 20]\n", result.Errors, StringComparison.Ordinal);
    }
}

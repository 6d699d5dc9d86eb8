using System.Net;
using System.Net.WebSockets;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.EndToEnd;

/// <summary>The demo as a program: what it serves, how it ends, and what it says to a wrong command line.</summary>
public sealed class DemoProcessTests
{
    [Theory]
    [InlineData("/", "text/html; charset=utf-8")]
    [InlineData("/app.js", "text/javascript; charset=utf-8")]
    [InlineData("/style.css", "text/css; charset=utf-8")]
    [InlineData("/favicon.svg", "image/svg+xml")]
    public async Task The_files_of_the_page_have_their_types(string path, string contentType)
    {
        using SampleUnderTest demo = await SampleUnderTest.StartAsync("Demo");
        using var http = new HttpClient { BaseAddress = demo.Address };
        using HttpResponseMessage response = await http.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(contentType, response.Content.Headers.ContentType?.ToString());
        Assert.Equal(response.Content.Headers.ContentLength, (await response.Content.ReadAsByteArrayAsync()).Length);
    }

    [Fact]
    public async Task A_path_without_a_file_is_404()
    {
        using SampleUnderTest demo = await SampleUnderTest.StartAsync("Demo");
        using var http = new HttpClient { BaseAddress = demo.Address };
        using HttpResponseMessage response = await http.GetAsync("/nope");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_lets_every_client_go_with_1001_and_ends_it_with_0(string signal)
    {
        using SampleUnderTest demo = await SampleUnderTest.StartAsync("Demo");
        string[] protocols = ["echo", "mirror", "chat"];
        DotNetClient[] clients = await Task.WhenAll(protocols.Select(protocol => DotNetClient.OpenAsync(demo.EndPoint, protocol)));
        foreach (DotNetClient client in clients)
            Assert.Equal(WebSocketState.Open, client.State);

        demo.Program.Signal(signal);
        foreach (DotNetClient client in clients)
        {
            Assert.Equal(1001, (await client.ReceiveCloseAsync()).Code);
            client.Dispose();
        }

        Assert.Equal(new ProgramResult(0, Output: "", Errors: ""), await demo.Program.EndAsync());
    }

    [Fact]
    public async Task A_port_in_use_is_one_line_of_error()
    {
        using SampleUnderTest first = await SampleUnderTest.StartAsync("Demo");
        string port = $"{first.Address.Port}";
        string line = await RefusalAsync("--port", port);
        Assert.StartsWith($"Cannot listen on 127.0.0.1, port {port}: Address already in use", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("--port")]
    [InlineData("--port", "70000")]
    [InlineData("--address", "127.0.0.1", "8080")]
    public async Task A_command_line_that_it_does_not_know_is_answered_with_its_usage(params string[] arguments)
    {
        string line = await RefusalAsync(arguments);
        Assert.EndsWith("Usage: Demo [--address 127.0.0.1] [--port 7681]", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_none_is_one_line_of_error()
    {
        string line = await RefusalAsync("--address", "nowhere", "--port", "0");
        Assert.StartsWith("Cannot listen on nowhere, port 0: ", line, StringComparison.Ordinal);
    }

    private static async Task<string> RefusalAsync(params string[] arguments)
    {
        ProgramResult result = await ProgramUnderTest.RunAsync("dotnet", [SampleUnderTest.AssemblyOf("Demo"), .. arguments]);
        Assert.Equal(1, result.ExitCode);
        Assert.Empty(result.Output);
        return Assert.Single(result.Errors.TrimEnd('\n').Split('\n'));
    }
}

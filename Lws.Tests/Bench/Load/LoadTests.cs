using System.Text.Json;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Bench.Load;

/// <summary>Servers that echo are measured, however their echoes are cut.</summary>
public class LoadTests
{
    [Fact]
    public async Task Echoes_may_come_byte_by_byte()
    {
        using var server = new ScriptedServer((_, payload) => ScriptedServer.Echo(payload).Select(octet => new[] { octet }));

        AssertVerified(await LoadUnderTest.RunAsync(server.Address, "--connections 2 --payload 5 --depth 3"));
    }

    [Fact]
    public async Task Pings_are_answered_wherever_they_come()
    {
        byte[] ping = [0x89, 2, .. "hi"u8];
        using var server = new ScriptedServer(
            (_, payload) => [[.. ping, .. ScriptedServer.Echo(payload), 0x8A, 0], ping[..1], ping[1..]], hello: [0x89, 5, .. "hello"u8]);

        AssertVerified(await LoadUnderTest.RunAsync(server.Address, "--connections 1 --payload 5"));

        Assert.Equal(["hello", "hi", "hi"], server.Pongs.Take(3));
    }

    [Theory]
    [InlineData("--connections 3 --payload 0")]
    [InlineData("--connections 10 --payload 126 --depth 7 --idle 20")]
    [InlineData("--connections 2 --payload 300000 --depth 8")]
    [InlineData("--connections 4 --accepts")]
    public async Task The_library_s_own_echo_is_measured(string options)
    {
        using var server = new TestServer(new LoadContext());
        string json = Path.GetTempFileName();
        try
        {
            ProgramResult result = await LoadUnderTest.RunAsync(
                $"ws://localhost:{server.EndPoint.Port}/", $"{options} --server-pid {Environment.ProcessId} --json {json}");

            AssertVerified(result);
            JsonElement row = Assert.Single(JsonSerializer.Deserialize<JsonElement[]>(await File.ReadAllTextAsync(json))!);
            Assert.Equal("load", row.GetProperty("bench").GetString());
            Assert.True(row.GetProperty("verified").GetBoolean());
            Assert.True(row.GetProperty("messages").GetInt64() > 0);
            Assert.True(row.GetProperty("p50Micros").GetDouble() <= row.GetProperty("p999Micros").GetDouble());
            Assert.True(row.GetProperty("serverCpuMicrosPerMessage").GetDouble() > 0);
            Assert.InRange(row.GetProperty("loadBusy").GetDouble(), 0.001, 1.1);
        }
        finally
        {
            File.Delete(json);
        }
    }

    [Fact]
    public async Task A_server_that_is_slower_than_the_window_is_measured_too()
    {
        // Message 0 is the first, which travels alone; the window is a tenth of a second.
        using var server = new ScriptedServer((message, payload) =>
        {
            if (message == 1)
                Thread.Sleep(500);
            return [ScriptedServer.Echo(payload)];
        });

        AssertVerified(await LoadUnderTest.RunAsync(server.Address, "--connections 1"));
    }

    [Fact]
    public async Task A_probe_says_what_each_message_allocates()
    {
        long allocated = 0;
        using var probe = new ScriptedServer((_, _) => [Text($"{allocated += 1_000_000_000}")]);
        using var server = new ScriptedServer((_, payload) => [ScriptedServer.Echo(payload)]);

        ProgramResult result = await LoadUnderTest.RunAsync(server.Address, $"--connections 1 --allocation-probe {probe.Address}");

        AssertVerified(result);
        Assert.Contains("server allocates a message", result.Output, StringComparison.Ordinal);
    }

    private static byte[] Text(string text) => [0x81, (byte)text.Length, .. System.Text.Encoding.ASCII.GetBytes(text)];

    private static void AssertVerified(ProgramResult result)
    {
        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Contains("checked", result.Output, StringComparison.Ordinal);
    }
}

using System.Net;
using System.Net.Sockets;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Bench.Load;

/// <summary>A server that does not echo is found out, and what it did is named.</summary>
public class LoadFaultTests
{
    private const string OneConnection = "--connections 1 --payload 5";

    [Fact]
    public async Task Wrong_content_is_found_in_the_first_echo()
    {
        using var server = new ScriptedServer((_, _) => [[0x82, 5, .. "abXde"u8]]);

        ProgramResult result = await LoadUnderTest.RunAsync(server.Address, OneConnection);

        AssertFault("connection 0: byte 2 of the payload is 0x58 instead of 0x63", result);
    }

    [Fact]
    public async Task An_echo_too_many_is_found()
    {
        using var server = new ScriptedServer((_, payload) => [[.. ScriptedServer.Echo(payload), .. ScriptedServer.Echo(payload)]]);

        AssertFault("1 more echoes came than messages were sent", await LoadUnderTest.RunAsync(server.Address, OneConnection));
    }

    [Fact]
    public async Task A_wrong_length_is_found_in_the_midst_of_many()
    {
        using var server = new ScriptedServer((message, payload) =>
            [message == 200 ? [0x82, 6, .. "abcdef"u8] : ScriptedServer.Echo(payload)]);

        AssertFault("an echo has 6 bytes instead of 5", await LoadUnderTest.RunAsync(server.Address, OneConnection, seconds: "20"));
    }

    [Fact]
    public async Task An_echo_that_does_not_come_is_missed()
    {
        using var server = new ScriptedServer((message, payload) => message == 3 ? [] : [ScriptedServer.Echo(payload)]);

        ProgramResult result = await LoadUnderTest.RunAsync(server.Address, OneConnection + " --depth 2 --patience 0.5");

        AssertFault("1 echoes on 1 connections did not come within 0.5 s", result);
    }

    [Fact]
    public async Task The_end_of_a_connection_is_a_fault()
    {
        using var server = new ScriptedServer((_, payload) => [ScriptedServer.Echo(payload)[..^1], null]);

        AssertFault("the server closed the TCP connection without a close frame", await LoadUnderTest.RunAsync(server.Address, OneConnection));
    }

    [Theory]
    [InlineData("HTTP/1.1 404 Not Found\r\n\r\n", "the upgrade was refused: HTTP/1.1 404 Not Found")]
    [InlineData("HTTP/1.1 101", "the server closed a connection before it was open")]
    public async Task A_wrong_answer_to_the_upgrade_is_named(string answer, string fault)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task<ProgramResult> load = LoadUnderTest.RunAsync($"ws://{listener.LocalEndpoint}/", OneConnection);

        using (TcpClient client = await listener.AcceptTcpClientAsync())
        {
            // The request is read first: an unread one would turn the close into a reset.
            await client.GetStream().ReadAtLeastAsync(new byte[4_096], 100);
            await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(answer));
        }

        AssertFault(fault, await load);
    }

    [Theory]
    [InlineData("ws://127.0.0.1:1/", "", "no connection to 127.0.0.1:1: Connection refused")]
    [InlineData("wss://127.0.0.1:1/", "", "wss://127.0.0.1:1/ is no address of the form ws://host:port or raw://host:port.")]
    [InlineData("ws://127.0.0.1:1/", "--scenario s1 --depth 2", "--scenario stands for --payload, --connections and --depth")]
    public async Task A_plan_that_cannot_be_carried_out_is_refused(string address, string options, string fault) =>
        AssertFault(fault, await LoadUnderTest.RunAsync(address, options));

    private static void AssertFault(string fault, ProgramResult result)
    {
        Assert.Contains(fault, result.Errors, StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
    }
}

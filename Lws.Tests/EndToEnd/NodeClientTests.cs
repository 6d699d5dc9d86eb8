using System.Text.Json;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.EndToEnd;

/// <summary>The server as the <c>ws</c> package on Node sees it; <c>Clients/client.mjs</c> drives it.</summary>
public sealed class NodeClientTests : IDisposable
{
    private readonly ForeignClientsContext _context = new();
    private readonly TestServer _server;

    public NodeClientTests() => _server = new TestServer(_context);

    public void Dispose()
    {
        _server.Dispose();
        _context.Dispose();
    }

    [FactNeeding("node", "ws")]
    public async Task Messages_of_every_length_come_back_as_they_were()
    {
        JsonElement seen = await RunAsync("echo", "0", "1", "125", "126", "65535", "65536", "131072", "1048576");
        JsonElement[] echoes = [.. seen.GetProperty("echoes").EnumerateArray()];
        Assert.Equal(16, echoes.Length);
        Assert.All(echoes, echo => Assert.Equal(echo.GetProperty("sent").ToString(), echo.GetProperty("received").ToString()));
        Assert.Equal(1_048_576, echoes[^1].GetProperty("received").GetProperty("length").GetInt32());
        Assert.Equal(1000, seen.GetProperty("code").GetInt32());
    }

    [FactNeeding("node", "ws")]
    public async Task A_message_in_fragments_comes_back_whole_and_the_pings_between_them_are_answered()
    {
        JsonElement seen = await RunAsync("fragments", "one ", "", "mess", "age");
        Assert.Equal("one message", seen.GetProperty("text").GetString());
        Assert.Equal(["one ", "", "mess", "age"], Strings(seen.GetProperty("pongs")));
    }

    [FactNeeding("node", "ws")]
    public async Task A_pong_has_the_payload_of_its_ping()
    {
        string longest = new('p', 125);
        JsonElement seen = await RunAsync("ping", "", "hello", longest);
        Assert.Equal(["", "hello", longest], Strings(seen.GetProperty("pongs")));
    }

    [FactNeeding("node", "ws")]
    public async Task The_server_learns_how_the_client_closed()
    {
        JsonElement seen = await RunAsync("close-by-client", "4001", "Grüße");
        Assert.Equal(4001, seen.GetProperty("code").GetInt32());
        _server.EventuallyAtBaseline();
        Assert.Equal(new SessionEnd(4001, "Grüße", IsClean: true, ByPeer: true), Assert.Single(_context.Ends));
    }

    [FactNeeding("node", "ws")]
    public async Task The_client_learns_how_the_server_closed()
    {
        JsonElement seen = await RunAsync("close-by-server", "4002 Grüße");
        Assert.Equal(4002, seen.GetProperty("code").GetInt32());
        Assert.Equal("Grüße", seen.GetProperty("reason").GetString());
        _server.EventuallyAtBaseline();
        SessionEnd end = Assert.Single(_context.Ends);
        Assert.Equal((4002, true, false), (end.Code, end.IsClean, end.ByPeer));
    }

    [FactNeeding("node", "ws")]
    public async Task The_subprotocol_is_the_first_of_the_servers_that_is_offered()
    {
        JsonElement seen = await RunAsync("subprotocol", "unknown", "close-on-request", "echo");
        Assert.Equal("echo", seen.GetProperty("chosen").GetString());
    }

    [FactNeeding("node", "ws")]
    public async Task A_path_that_nobody_serves_is_refused_with_404()
    {
        JsonElement seen = await RunAtAsync("/nope", "refusal");
        Assert.Equal(404, seen.GetProperty("status").GetInt32());
    }

    private Task<JsonElement> RunAsync(string scenario, params string[] arguments) => RunAtAsync("/", scenario, arguments);

    private async Task<JsonElement> RunAtAsync(string path, string scenario, params string[] arguments)
    {
        string script = Repository.Find("Lws.Tests/Clients/client.mjs");
        ProgramResult result = await ProgramUnderTest.RunAsync("node", [script, scenario, $"ws://{_server.EndPoint}{path}", .. arguments]);
        Assert.True(result.ExitCode == 0, result.Errors);
        return JsonDocument.Parse(result.Output).RootElement;
    }

    private static IEnumerable<string?> Strings(JsonElement array) => array.EnumerateArray().Select(element => element.GetString());
}

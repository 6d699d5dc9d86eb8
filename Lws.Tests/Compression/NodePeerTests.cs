using System.Text.Json;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Compression;

/// <summary>Compression as the <c>ws</c> package on Node does it; <c>Clients/client.mjs</c> drives it.</summary>
public class NodePeerTests
{
    private const string NoTakeover = "server_no_context_takeover; client_no_context_takeover";

    [TheoryNeeding("node", "ws")]
    [InlineData("{}", true, "permessage-deflate")]
    [InlineData("{}", false, $"permessage-deflate; {NoTakeover}")]
    [InlineData("{\"serverNoContextTakeover\":true}", true, "permessage-deflate; server_no_context_takeover")]
    [InlineData("{\"clientNoContextTakeover\":true}", true, "permessage-deflate; client_no_context_takeover")]
    [InlineData("{\"serverMaxWindowBits\":9}", true, "permessage-deflate; server_max_window_bits=9")]
    [InlineData("{\"serverMaxWindowBits\":12,\"clientMaxWindowBits\":10}", false,
        $"permessage-deflate; {NoTakeover}; server_max_window_bits=12; client_max_window_bits=10")]
    public async Task Its_messages_come_back_and_fewer_bytes_than_they_have(string offer, bool takesOver, string agreed)
    {
        var deflate = new DeflateOptions { ServerContextTakeover = takesOver, ClientContextTakeover = takesOver, Threshold = 0 };
        using var server = new TestServer(new CompressedContext(new LwsOptions { Deflate = deflate }));

        JsonElement seen = await RunAsync(server, offer, "0", "1", "126", "5000", "65536", "300000");

        Assert.Equal(Parameters(agreed), Parameters(seen.GetProperty("extensions").GetString()!));
        JsonElement[] echoes = [.. seen.GetProperty("echoes").EnumerateArray()];
        Assert.Equal(12, echoes.Length);
        Assert.All(echoes, echo => Assert.Equal(echo.GetProperty("sent").ToString(), echo.GetProperty("received").ToString()));
        int uncompressed = echoes.Sum(echo => echo.GetProperty("sent").GetProperty("length").GetInt32());
        Assert.InRange(seen.GetProperty("bytes").GetInt32(), 1, uncompressed * 9 / 10);
        Assert.Equal(1000, seen.GetProperty("code").GetInt32());
        server.EventuallyAtBaseline();
    }

    [FactNeeding("node", "ws")]
    public async Task By_default_its_offer_is_declined()
    {
        using var server = new TestServer(new CompressedContext());

        JsonElement seen = await RunAsync(server, "{}", "5000");

        Assert.Equal("", seen.GetProperty("extensions").GetString());
        Assert.InRange(seen.GetProperty("bytes").GetInt32(), 10_000, 10_100);
    }

    private static string[] Parameters(string extension) =>
        [.. extension.Split(';', StringSplitOptions.TrimEntries).Order(StringComparer.Ordinal)];

    private static async Task<JsonElement> RunAsync(TestServer server, string offer, params string[] lengths)
    {
        string script = Repository.Find("Lws.Tests/Clients/client.mjs");
        ProgramResult result = await ProgramUnderTest.RunAsync("node", [script, "deflate", $"ws://{server.EndPoint}/", offer, .. lengths]);
        Assert.True(result.ExitCode == 0, result.Errors);
        return JsonDocument.Parse(result.Output).RootElement;
    }
}

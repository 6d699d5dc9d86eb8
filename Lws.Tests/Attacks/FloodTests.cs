using System.Net.Sockets;
using Lws.Tests.Support;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Lws.Tests.Attacks;

/// <summary>More frames than anybody needs: row 29, and what a rate limit makes of the like.</summary>
public class FloodTests
{
    private const int InBurst = 1_000;
    private const int Million = 1_000_000;
    private const long SmallBound = 4_096;

    [Fact]
    public void Row_29_pongs_that_nobody_asked_for_are_ignored() => AttackServer.Withstands(server =>
    {
        using RawClient client = server.Open();
        for (int pong = 0; pong < 10; pong++)
            client.Send(RawClient.Frame(0xA, [(byte)pong]));
        client.Send(RawClient.TextFrame("still here"));
        Assert.Equal("still here", client.ReadText());
    });

    [Theory]
    [InlineData("/")]
    [InlineData("/stream")]
    public void Row_29_pongs_by_the_million_are_closed_with_1008(string path) =>
        AssertFlood(path, RawClient.Frame(0xA, "unasked"u8), "more pings and pongs than their rate limit allows");

    [Fact]
    public void Row_29_tiny_pings_by_the_million_are_closed_with_1008() =>
        AssertFlood("/", RawClient.Frame(0x9, []), "more pings and pongs than their rate limit allows");

    [Fact]
    public void Row_29_empty_messages_by_the_million_are_closed_with_1008_where_messages_are_limited() =>
        AssertFlood("/metered", RawClient.Frame(0x1, []), "more messages than its rate limit allows");

    [Fact]
    public void Row_29_messages_of_empty_fragments_are_closed_with_1008_where_messages_are_limited() => AssertFlood(
        "/metered",
        [.. RawClient.Frame(0x1, [], final: false), .. RawClient.Frame(0x0, [], final: false), .. RawClient.Frame(0x0, [])],
        "more messages than its rate limit allows");

    [Fact]
    public void Row_29_large_messages_are_closed_with_1008_where_bytes_are_limited() =>
        AssertFlood("/metered", RawClient.Frame(0x2, new byte[60_000]), "more bytes than its rate limit allows", bound: 1 << 20);

    [Fact]
    public void Row_29_empty_messages_are_echoed_where_nothing_limits_them() => AttackServer.Withstands(server =>
    {
        byte[] burst = [.. Enumerable.Repeat(RawClient.Frame(0x2, []), InBurst).SelectMany(frame => frame)];
        using RawClient client = server.Open();
        for (int sent = 0; sent < 10 * InBurst; sent += InBurst)
        {
            client.Send(burst);
            for (int echo = 0; echo < InBurst; echo++)
                Assert.Empty(client.ReadFrame().Payload);
        }
    });

    [Fact]
    public void A_burst_is_taken_to_its_last_message_and_its_last_byte() => AttackServer.Withstands(server =>
    {
        using RawClient client = server.Open("/metered");
        byte[] part = new byte[500];
        for (int message = 0; message < Metered.Burst; message++)
        {
            client.Send(RawClient.Frame(0x2, part));
            Assert.Equal(part, client.ReadFrame().Payload);
        }

        using RawClient another = server.Open("/metered");
        another.Send(RawClient.Frame(0x2, new byte[65_536]));
        Assert.Equal(65_536, another.ReadFrame().Payload.Length);
    });

    // The peer may be cut off in the middle of a send: what it is told is then lost with the rest.
    private static void AssertFlood(string path, byte[] frames, string reason, long bound = SmallBound)
    {
        byte[] burst = [.. Enumerable.Repeat(frames, Math.Max(1, 20_000 / frames.Length)).SelectMany(frame => frame)];
        var logger = new RecordingLogger();
        AttackServer.Withstands(new LwsOptions { Logger = logger }, server =>
        {
            using RawClient client = server.Open(path);
            client.Socket.ReceiveBufferSize = 1 << 20;
            for (int sent = 0; sent < Million && server.Closed == 0 && TrySend(client, burst); sent++)
                server.AssertMemoryIsBounded(bound);
            Assert.Equal(CloseCode.PolicyViolation, server.TheClosedSession().Code);
        });
        LogEntry entry = Assert.Single(logger.Entries, entry => entry.Text.Contains(reason, StringComparison.Ordinal));
        Assert.Equal(LogLevel.Debug, entry.Level);
    }

    private static bool TrySend(RawClient client, byte[] bytes)
    {
        try
        {
            client.Send(bytes);
            return true;
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown)
        {
            return false;
        }
    }
}

using Lws.Tests.Support;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Lws.Tests.Attacks;

/// <summary>Handlers that throw: row 42.</summary>
public class ThrowingHandlerTests
{
    private const int MoreThanSocketsHold = 16 << 20;

    private readonly RecordingLogger _logger = new();

    [Fact]
    public void Row_42_OnOpen_that_throws_closes_with_1011() => AssertThrows("OnOpen", "/scripted", (_, client) =>
        Assert.Equal(1011, client.ReadClose()));

    [Fact]
    public void Row_42_OnMessage_that_throws_closes_with_1011_and_is_not_called_again() => AssertThrows("OnMessage", "/scripted", (_, client) =>
    {
        client.Send([.. RawClient.TextFrame("one"), .. RawClient.TextFrame("two")]);
        Assert.Equal(1011, client.ReadClose());
    });

    [Fact]
    public void Row_42_OnMessage_of_a_collected_message_that_throws_closes_with_1011() => AssertThrows("OnMessage", "/scripted", (_, client) =>
    {
        client.Send(RawClient.TextFrame("one", final: false), RawClient.Frame(0x0, "two"u8));
        Assert.Equal(1011, client.ReadClose());
    });

    [Fact]
    public void Row_42_OnFragment_that_throws_closes_with_1011() => AssertThrows("OnFragment", "/scripted-stream", (_, client) =>
    {
        client.Send([.. RawClient.TextFrame("one", final: false), .. RawClient.Frame(0x0, "two"u8)]);
        Assert.Equal(1011, client.ReadClose());
    });

    [Fact]
    public void Row_42_OnWritable_that_throws_closes_with_1011() => AssertThrows("OnWritable", "/scripted", (server, client) =>
    {
        server.On("OnMessage", session => session.Send(new byte[MoreThanSocketsHold]));
        client.Send(RawClient.TextFrame("send"));
        Assert.Equal(MoreThanSocketsHold, client.ReadFrame().Payload.Length);
        Assert.Equal(1011, client.ReadClose());
    });

    [Fact]
    public void Row_42_OnPing_that_throws_closes_with_1011_behind_the_pong() => AssertThrows("OnPing", "/scripted", (_, client) =>
    {
        client.Send(RawClient.Frame(0x9, "ping"u8));
        Assert.Equal(0xA, client.ReadFrame().Opcode);
        Assert.Equal(1011, client.ReadClose());
    });

    [Fact]
    public void Row_42_OnPong_that_throws_closes_with_1011() => AssertThrows("OnPong", "/scripted", (_, client) =>
    {
        client.Send(RawClient.Frame(0xA, []));
        Assert.Equal(1011, client.ReadClose());
    });

    [Fact]
    public void Row_42_OnTimer_that_throws_closes_with_1011() => AssertThrows("OnTimer", "/scripted", (server, client) =>
    {
        server.On("OnMessage", session => session.SetTimer(TimeSpan.FromMilliseconds(1)));
        client.Send(RawClient.TextFrame("wait"));
        Assert.Equal(1011, client.ReadClose());
    });

    [Fact]
    public void Row_42_OnClosing_that_throws_is_answered_with_1011() => AssertThrows("OnClosing", "/scripted", (_, client) =>
    {
        client.Send(RawClient.CloseFrame(1000));
        Assert.Equal(1011, client.ReadClose());
    });

    // The close frames are exchanged already: there is no code left to send.
    [Fact]
    public void Row_42_OnClosed_that_throws_is_logged() => AssertThrows("OnClosed", "/scripted", code: CloseCode.Normal, attack: (_, client) =>
    {
        client.Send(RawClient.CloseFrame(1000));
        Assert.Equal(1000, client.ReadClose());
    });

    [Fact]
    public void Row_42_what_was_sent_before_the_throw_goes_out_first() => AttackServer.Withstands(server =>
    {
        server.On("OnMessage", session =>
        {
            session.Send("sent");
            throw new InvalidOperationException("on purpose");
        });
        using RawClient client = server.Open("/scripted");
        client.Send(RawClient.TextFrame("throw"));
        Assert.Equal("sent", client.ReadText());
        Assert.Equal(1011, client.ReadClose());
    });

    [Fact]
    public void Row_42_a_throw_behind_a_close_sends_no_second_close() => AttackServer.Withstands(server =>
    {
        server.On("OnMessage", session =>
        {
            session.Close(CloseCode.GoingAway);
            throw new InvalidOperationException("on purpose");
        });
        using RawClient client = server.Open("/scripted");
        client.Send(RawClient.TextFrame("throw"));
        Assert.Equal(1001, client.ReadClose());
    });

    [Fact]
    public void Row_42_a_handler_that_runs_or_disposes_of_the_context_throws() => AttackServer.Withstands(server =>
    {
        foreach (Script misuse in new Script[] { session => session.Context.RunOnce(TimeSpan.Zero), session => session.Context.Dispose() })
        {
            server.On("OnOpen", misuse);
            using RawClient client = server.Open("/scripted");
            Assert.Equal(1011, client.ReadClose());
        }
    });

    private void AssertThrows(
        string handler, string path, Action<AttackServer, RawClient> attack, CloseCode code = CloseCode.InternalError)
    {
        var thrown = new InvalidOperationException("on purpose");
        AttackServer.Withstands(new LwsOptions { Logger = _logger, SlowHandlerThreshold = Timeout.InfiniteTimeSpan }, server =>
        {
            server.On(handler, _ => throw thrown);
            using RawClient client = server.Open(path);
            attack(server, client);
            ClosedSession closed = server.TheClosedSession();
            Assert.Equal(code, closed.Code);
            Assert.Equal(code == CloseCode.Normal, closed.ByPeer);
        });

        LogEntry entry = Assert.Single(_logger.Entries, entry => entry.Level >= LogLevel.Warning);
        Assert.Equal(LogLevel.Error, entry.Level);
        Assert.Same(thrown, entry.Exception);
        Assert.Contains(handler, entry.Text, StringComparison.Ordinal);
        Assert.Contains($"protocol {path[1..]} ", entry.Text, StringComparison.Ordinal);
    }
}

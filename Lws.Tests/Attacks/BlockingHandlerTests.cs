using Lws.Tests.Limits;
using Lws.Tests.Loops;
using Lws.Tests.Observability;
using Lws.Tests.Support;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Lws.Tests.Attacks;

/// <summary>Handlers that block: row 43.</summary>
[Collection(MeterCollection.Name)]
public sealed class BlockingHandlerTests : IDisposable
{
    private const int MostBlocks = 200;

    private readonly RecordingLogger _logger = new();
    private readonly ManualResetEventSlim _blocks = new();
    private readonly MeterReader _meter = new();

    private LwsOptions Options => new() { Logger = _logger, SlowHandlerThreshold = TimeSpan.FromMilliseconds(50) };

    private LogEntry[] Warnings => [.. _logger.Entries.Where(entry => entry.Text.Contains("has blocked its loop", StringComparison.Ordinal))];

    public void Dispose()
    {
        _meter.Dispose();
        _blocks.Dispose();
    }

    [Fact]
    public void Row_43_OnMessage_that_blocks_is_named_while_it_does_and_counted_when_it_returns() =>
        AssertNamed("OnMessage", "/scripted", RawClient.TextFrame("block"));

    [Fact]
    public void Row_43_OnFragment_that_blocks_is_named_while_it_does() =>
        AssertNamed("OnFragment", "/scripted-stream", RawClient.TextFrame("block"));

    [Fact]
    public void Row_43_OnPing_that_blocks_is_named_while_it_does() =>
        AssertNamed("OnPing", "/scripted", RawClient.Frame(0x9, []));

    [Fact]
    public void Row_43_OnClosed_that_blocks_is_named_while_it_does() =>
        AssertNamed("OnClosed", "/scripted", RawClient.CloseFrame(1000));

    [Fact]
    public void Row_43_OnTimer_that_blocks_is_named_while_it_does() => AssertNamed(
        "OnTimer", "/scripted", RawClient.TextFrame("set"), server => server.On("OnMessage", session => session.SetTimer(TimeSpan.Zero)));

    [Fact]
    public void Row_43_who_blocks_again_and_again_is_counted_each_time_and_logged_now_and_then_with_the_number_of_the_others()
    {
        AttackServer.Withstands(Options, server =>
        {
            server.On("OnMessage", session =>
            {
                Thread.Sleep(100); // twice the threshold
                session.Send("back");
            });
            using RawClient client = server.Open("/scripted");
            for (int message = 0; message < MostBlocks && !Warnings.Any(TellsOfOthers); message++)
            {
                client.Send(RawClient.TextFrame("block"));
                Assert.Equal("back", client.ReadText());
            }

            server.On("OnMessage", session => session.Send("quick"));
        });

        Assert.Contains(Warnings, TellsOfOthers);
        Assert.True(_meter["lws.handler.slow", "lws.protocol=scripted", "lws.handler=OnMessage"] > Warnings.Length, "Each is counted, not each is logged.");
    }

    [Fact]
    public void Row_43_who_blocks_right_after_another_is_named_all_the_same() => AttackServer.Withstands(Options, server =>
    {
        using var first = new ManualResetEventSlim();
        server.On("OnMessage", _ => first.Wait());
        server.On("OnPing", _ => _blocks.Wait());
        using RawClient client = server.Open("/scripted");
        client.Send(RawClient.TextFrame("block"), RawClient.Frame(0x9, []));
        server.Eventually(() => Names("OnMessage"), "the first is named");
        first.Set();
        server.Eventually(() => Names("OnPing"), "the second is named while it blocks");
        _blocks.Set();
    });

    [Fact]
    public void Row_43_a_loop_that_is_blocked_leaves_the_others_at_work()
    {
        var context = new RoamingContext(Options)
        {
            OnMessage = (session, payload, kind) =>
            {
                if (payload.SequenceEqual("block"u8))
                    _blocks.Wait();
                session.Send(payload, kind);
            },
        };
        using var server = new TestServer(context);
        List<RawClient> clients = [];
        (RawClient blocker, RawClient other) = RoamingContext.OpenOnTwoLoops(server, clients);

        blocker.Send(RawClient.TextFrame("block"));
        server.Eventually(
            () => Warnings.Any(warning => warning.Text.StartsWith("OnMessage of protocol roaming ", StringComparison.Ordinal)),
            "the warning comes while the handler blocks");
        other.Send(RawClient.TextFrame("still served"));
        Assert.Equal("still served", other.ReadText());
        _blocks.Set();
        Assert.Equal("block", blocker.ReadText());
        clients.ForEach(client => client.Dispose());
    }

    [Fact]
    public void Row_43_handlers_that_do_not_block_are_not_accused_however_many_they_are()
    {
        AttackServer.Withstands(new LwsOptions { Logger = _logger, SlowHandlerThreshold = TimeSpan.FromSeconds(5) }, server =>
        {
            using RawClient client = server.Open();
            for (int message = 0; message < 2_000; message++)
            {
                client.Send(RawClient.TextFrame("quick"));
                Assert.Equal("quick", client.ReadText());
            }
        });

        Assert.Empty(Warnings);
    }

    private static bool TellsOfOthers(LogEntry warning) => !warning.Text.EndsWith("the last time: 0.", StringComparison.Ordinal);

    private bool Names(string handler) =>
        Warnings.Any(warning => warning.Text.StartsWith($"{handler} of protocol scripted ", StringComparison.Ordinal));

    private void AssertNamed(string handler, string path, byte[] trigger, Action<AttackServer>? prepare = null)
    {
        // On a slow machine others may be accused before it.
        bool IsOf(LogEntry warning) => warning.Text.StartsWith($"{handler} of protocol {path[1..]} ", StringComparison.Ordinal);
        AttackServer.Withstands(Options, server =>
        {
            prepare?.Invoke(server);
            server.On(handler, _ => _blocks.Wait());
            using RawClient client = server.Open(path);
            client.Send(trigger);
            server.Eventually(() => Warnings.Any(IsOf), "a warning comes while the handler blocks");
            Assert.Equal(LogLevel.Warning, Assert.Single(Warnings, IsOf).Level);
            string[] tags = [$"lws.protocol={path[1..]}", $"lws.handler={handler}"];
            Assert.Equal(0, _meter["lws.handler.slow", tags]);

            _blocks.Set();
            server.Eventually(() => _meter["lws.handler.slow", tags] == 1, "it is counted when it has returned");
        });
    }
}

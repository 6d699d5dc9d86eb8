using Lws.Tests.Attacks;
using Lws.Tests.Limits;
using Lws.Tests.Loops;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Observability;

/// <summary>When the watchdog looks, and when nobody is paid to.</summary>
[Collection(MeterCollection.Name)]
public class LoopWatchTests
{
    [Fact]
    public void A_loop_at_rest_is_watched_by_nobody_and_at_its_next_event_again()
    {
        int looks = 0;
        var context = new RoamingContext(new LwsOptions { Logger = new RecordingLogger(), Loops = 1 });
        context.OnMessage = (session, payload, kind) =>
        {
            looks += session.Context.Loop.Watch.IsWatched ? 1 : 0;
            session.Send(payload, kind);
        };
        using var server = new TestServer(context);
        using RawClient client = server.Open();
        for (int round = 1; round <= 3; round++)
        {
            client.Send(RawClient.TextFrame("work"));
            Assert.Equal("work", client.ReadText());
            Assert.Equal(round, looks);
            server.Eventually(() => !context.Loop.Watch.IsWatched, "the watchdog has lost interest");
        }
    }

    [Theory]
    [InlineData(false, 100)]
    [InlineData(true, -1)]
    public void Where_nobody_would_be_told_or_it_is_off_nobody_looks(bool isLogged, int threshold)
    {
        var options = new LwsOptions
        {
            Logger = isLogged ? new RecordingLogger() : new LwsOptions().Logger, SlowHandlerThreshold = TimeSpan.FromMilliseconds(threshold), Loops = 1,
        };
        bool wasWatched = false;
        var context = new RoamingContext(options);
        context.OnMessage = (session, payload, kind) =>
        {
            wasWatched |= session.Context.Loop.Watch.IsWatched;
            session.Send(payload, kind);
        };
        using var server = new TestServer(context);
        using RawClient client = server.Open();
        client.Send(RawClient.TextFrame("work"));
        Assert.Equal("work", client.ReadText());
        Assert.False(wasWatched);
    }

    [Fact]
    public void A_listener_alone_has_loops_watched()
    {
        using var meter = new MeterReader();
        bool wasWatched = false;
        var context = new RoamingContext(new LwsOptions { Loops = 1 });
        context.OnMessage = (session, payload, kind) =>
        {
            wasWatched |= session.Context.Loop.Watch.IsWatched;
            session.Send(payload, kind);
        };
        using var server = new TestServer(context);
        using RawClient client = server.Open();
        client.Send(RawClient.TextFrame("work"));
        Assert.Equal("work", client.ReadText());
        Assert.True(wasWatched);
    }
}

using Lws.Tests.Support;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Lws.Tests.Loops;

/// <summary>What happens to all loops when something is thrown on one of them.</summary>
public class FaultTests
{
    [Fact]
    public void What_leaves_one_loop_stops_all_and_is_thrown_out_of_run()
    {
        var context = new RoamingContext(new LwsOptions { Logger = new FaultyLogger() });
        var clients = new List<RawClient>();
        var server = new TestServer(context);
        RoamingContext.OpenOnTwoLoops(server, clients);

        // A loop catches what is thrown by what was posted to it; what the logger throws then is caught by nobody.
        SessionHandle ofSecond = context.Opened.Last().Session;
        Assert.True(ofSecond.TryPost(static _ => throw new FormatException("posted"), null));
        InvalidOperationException died = Assert.Throws<InvalidOperationException>(server.StopByItself);
        Assert.Equal("by the logger", Assert.IsType<NotSupportedException>(died.InnerException).Message);
        Assert.Equal(["start"], context.Told.Select(told => told.What));

        context.Dispose();
        Assert.Equal(context.Opened.Count, context.Closed.Count);
        clients.ForEach(client => client.Dispose());
    }

    [Fact]
    public void What_is_thrown_at_the_start_is_thrown_out_of_run_and_no_loop_has_run()
    {
        using var context = new RoamingContext { Starting = static () => throw new FormatException("at the start") };
        context.Listen("127.0.0.1", 0);

        Assert.Throws<FormatException>(() => context.Run(CancellationToken.None));
        Assert.Equal(["start"], context.Told.Select(told => told.What));
    }

    [Fact]
    public void A_run_that_is_cancelled_beforehand_ends_at_once_and_another_one_serves()
    {
        using var context = new RoamingContext();
        context.Listen("127.0.0.1", 0);
        context.Run(new CancellationToken(canceled: true));
        Assert.Equal(["start", "stop"], context.Told.Select(told => told.What));

        using var server = new TestServer(context);
        using RawClient client = server.Open();
        client.Send(RawClient.TextFrame("again"));
        Assert.Equal("again", client.ReadText());
    }

    [Fact]
    public void Sessions_that_are_open_when_a_context_is_disposed_end_there_on_every_loop()
    {
        using var context = new RoamingContext(new LwsOptions { DrainTimeout = TimeSpan.FromMilliseconds(1) });
        var clients = new List<RawClient>();
        using (var server = new TestServer(context))
            RoamingContext.OpenOnTwoLoops(server, clients);

        Assert.Equal(context.Opened.Count, context.Closed.Count);
        Assert.Equal(SendResult.Closed, context.Opened.First().Session.TrySend("too late"u8));
        Assert.False(context.Post(static () => { }));
        Assert.Throws<ObjectDisposedException>(() => context.Listen("127.0.0.1", 0));
        clients.ForEach(client => client.Dispose());
    }

    /// <summary>Throws at every error that it is to log.</summary>
    private sealed class FaultyLogger : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new NotSupportedException("by the logger");
    }
}

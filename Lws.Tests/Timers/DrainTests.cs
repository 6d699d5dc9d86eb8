using Lws.Tests.Streams;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Timers;

/// <summary>A drain goes by the context's clock.</summary>
public class DrainTests
{
    [Fact]
    public async Task A_drain_lasts_as_long_as_the_clock_says()
    {
        var clock = new SteppedClock();
        var options = new LwsOptions
        {
            TimeProvider = clock, DrainTimeout = TimeSpan.FromMinutes(10), CloseTimeout = Timeout.InfiniteTimeSpan,
        };
        using var server = new TestServer(new StreamContext(options));
        using RawClient client = server.Open("/talk");
        Task stopped = Task.Run(server.Stop);
        Assert.Equal(0x8, client.ReadFrame().Opcode);
        clock.Advance(TimeSpan.FromMinutes(9));
        await PassThrough(server.Context);
        await PassThrough(server.Context);
        Assert.False(stopped.IsCompleted);

        clock.Advance(TimeSpan.FromMinutes(1));
        server.Context.WakeUp();
        await stopped;
        client.AssertEnd();
    }

    /// <summary>Waits until the loop has had a batch: one that has ended its drain has none any more.</summary>
    private static Task PassThrough(LwsContext context)
    {
        var passed = new TaskCompletionSource();
        Assert.True(context.Post(passed.SetResult));
        return passed.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }
}

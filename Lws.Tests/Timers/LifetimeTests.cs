using Lws.Testing;
using Lws.Tests.Streams;
using Xunit;

namespace Lws.Tests.Timers;

/// <summary><see cref="LwsOptions.MaxLifetime"/>, in fake time.</summary>
public class LifetimeTests
{
    [Fact]
    public void A_session_that_has_lived_long_enough_is_closed_with_1001_however_busy_it_is()
    {
        using var host = Host(new LwsOptions { MaxLifetime = TimeSpan.FromHours(1), LifetimeJitter = 0 });
        TestClient client = host.Connect("/talk");
        for (int second = 0; second < 3_599; second++)
        {
            host.Advance(TimeSpan.FromSeconds(1));
            client.Send("still busy");
            Assert.Equal("still busy", client.ReceiveText());
        }

        host.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(client.IsEnded);
        host.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(client.IsEnded);
        Assert.Equal((CloseCode.GoingAway, "lifetime"), (client.CloseCode, client.CloseReason));
        Assert.Equal([(CloseCode.GoingAway, true, false)], ((StreamContext)host.Context).Closed);
    }

    [Fact]
    public void Those_who_came_together_go_at_different_times_within_the_jitter()
    {
        using var host = Host(new LwsOptions { MaxLifetime = TimeSpan.FromSeconds(1_000), LifetimeJitter = 0.2 });
        List<TestClient> clients = [.. Enumerable.Range(0, 20).Select(_ => host.Connect("/talk"))];
        host.Advance(TimeSpan.FromSeconds(799.998));
        Assert.DoesNotContain(clients, client => client.IsEnded);

        List<int> ends = [];
        for (int second = 0; second <= 200; second++)
        {
            ends.AddRange(Enumerable.Repeat(second, clients.RemoveAll(client => client.IsEnded)));
            host.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Empty(clients);
        Assert.True(ends.Distinct().Count() > 10, $"They ended at {string.Join(", ", ends)}.");
        Assert.True(ends[^1] - ends[0] > 40, $"They ended at {string.Join(", ", ends)}.");
    }

    [Fact]
    public void A_session_that_is_paused_or_whose_output_waits_ends_too()
    {
        using var host = Host(new LwsOptions { MaxLifetime = TimeSpan.FromSeconds(30), LifetimeJitter = 0 });
        TestClient paused = host.Connect("/talk");
        TestClient slow = host.Connect("/talk");
        paused.Send("/pause 100000");
        slow.IsReading = false;
        slow.Window = 100;
        slow.Send(new byte[1_000]);
        host.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(CloseCode.GoingAway, paused.CloseCode);
        slow.IsReading = true;
        Assert.Equal(1_000, slow.ReceiveBinary().Length);
        Assert.Equal(CloseCode.GoingAway, slow.CloseCode);
    }

    [Fact]
    public void A_slot_that_is_used_again_begins_a_new_life()
    {
        using var host = Host(new LwsOptions { MaxLifetime = TimeSpan.FromSeconds(60), LifetimeJitter = 0 });
        host.Connect("/talk").Close();
        host.Advance(TimeSpan.FromSeconds(30));
        TestClient second = host.Connect("/talk");
        host.Advance(TimeSpan.FromSeconds(59.999));
        Assert.False(second.IsEnded);
        host.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(second.IsEnded);
    }

    [Fact]
    public void Without_the_option_a_session_lives_on_and_no_byte_is_kept_for_it()
    {
        using var host = Host(new LwsOptions());
        TestClient client = host.Connect("/talk");
        host.Advance(TimeSpan.FromDays(20));
        Assert.False(client.IsEnded);
        Assert.Equal(0, host.Context.Loop.Deadlines.Bytes);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_jitter_that_is_no_part_is_refused(double jitter) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new StreamContext(new LwsOptions { LifetimeJitter = jitter }));

    private static LwsTestHost Host(LwsOptions options) => new(new StreamContext(options));
}

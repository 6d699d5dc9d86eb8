using Xunit;

namespace Lws.Tests.Sending;

/// <summary>Output that waits, and of which the peer takes nothing.</summary>
public class SendTimeoutTests
{
    private static readonly LwsOptions Options = new()
    {
        SendTimeout = TimeSpan.FromMilliseconds(50),
        IdleTimeout = Timeout.InfiniteTimeSpan,
        PingInterval = Timeout.InfiniteTimeSpan,
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_peer_that_takes_nothing_is_cut_whether_it_is_read_from_or_not(bool isPaused)
    {
        using SlowReader reader = Blocked(isPaused);
        reader.Harness.Pass(49);
        Assert.False(reader.IsCut);
        reader.Harness.Pass(1);
        Assert.True(reader.IsCut);
        Assert.Equal((CloseCode.Abnormal, false, true), Assert.Single(reader.Behaviour.Closed));
        Assert.Equal(0, reader.RentedBytes);
    }

    [Fact]
    public void Each_byte_that_is_taken_begins_the_time_anew()
    {
        using SlowReader reader = Blocked(isPaused: true);
        for (int taken = 0; taken < 5; taken++)
        {
            reader.Harness.Pass(40);
            reader.Read(1);
        }

        Assert.False(reader.IsCut);
        reader.Harness.Pass(50);
        Assert.True(reader.IsCut);
    }

    [Fact]
    public void A_peer_that_has_taken_all_has_no_such_time()
    {
        using SlowReader reader = Blocked(isPaused: true);
        reader.Read();
        reader.Harness.Pass(500);
        Assert.False(reader.IsCut);
        Assert.Equal(0, reader.RentedBytes);
    }

    private static SlowReader Blocked(bool isPaused)
    {
        var reader = new SlowReader(Options);
        reader.LeaveRoom(0);
        reader.Run(session =>
        {
            session.Send("waits");
            if (isPaused)
                session.PauseReceive();
        });
        return reader;
    }
}

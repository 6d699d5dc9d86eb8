using Lws.Interop;
using Xunit;

namespace Lws.Tests.Interop;

/// <summary>Waits for what is sure to come, so that no test depends on how fast loopback is.</summary>
internal static class Readiness
{
    private const int FarTooLongMilliseconds = 10_000;

    /// <summary>Waits until one of the interests, an error or a hang-up is there.</summary>
    public static EpollReadiness Await(int fd, EpollInterest interest)
    {
        using var epoll = new Epoll(1);
        Assert.False(epoll.Add(fd, interest, 0).IsError);
        return Await(epoll).Readiness;
    }

    /// <summary>Waits for the next batch, which must have one event.</summary>
    public static EpollEvent Await(Epoll epoll)
    {
        long deadline = Environment.TickCount64 + FarTooLongMilliseconds;
        SysResult waited;
        // A wait that a signal ended has no event either; the runtime sends itself some.
        do
            waited = epoll.Wait(FarTooLongMilliseconds);
        while (waited.Value == 0 && Environment.TickCount64 < deadline);
        Assert.True(waited.Value == 1, $"{waited.Value} events where one was sure to come");
        return epoll[0];
    }
}

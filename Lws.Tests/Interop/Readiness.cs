using Lws.Interop;
using Xunit;

namespace Lws.Tests.Interop;

/// <summary>Waits for what is sure to come, so that no test depends on how fast loopback is.</summary>
internal static class Readiness
{
    private const int FarTooLongMilliseconds = 30_000;

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
        SysResult waited;
        do
            waited = epoll.Wait(FarTooLongMilliseconds);
        while (waited.Value == 0);
        Assert.Equal(1, waited.Value);
        return epoll[0];
    }
}

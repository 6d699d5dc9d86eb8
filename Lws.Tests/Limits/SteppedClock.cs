using System.Net;
using Lws.Testing;
using Lws.Tests.Support;

namespace Lws.Tests.Limits;

/// <summary>A server on the test's own thread and on a clock that the test moves, with clients over sockets.</summary>
internal sealed class SteppedClock : IDisposable
{
    private readonly ManualClock _clock;
    private readonly IPEndPoint _endPoint;

    public SteppedClock(LwsOptions options, ManualClock clock)
    {
        _clock = clock;
        Context = new RatedContext(options);
        _endPoint = Context.Listen("127.0.0.1", 0);
    }

    public RatedContext Context { get; }

    public int ConnectionCount => Context.Loop.ConnectionCount;

    /// <summary>Connects clients that have sent their request, and does not run the loop.</summary>
    public List<RawClient> Knock(int count) => [.. Enumerable.Range(0, count).Select(_ => TallyingLoop.Knock(_endPoint))];

    /// <summary>Runs the loop until nothing is left to do at this moment.</summary>
    public void Run()
    {
        while (Context.RunOnce(TimeSpan.Zero) > 0)
        {
        }
    }

    public void Advance(TimeSpan time)
    {
        _clock.Advance(time);
        Context.WakeUp();
        Run();
    }

    public void Dispose() => Context.Dispose();
}

using System.Collections.Concurrent;

namespace Lws.Tests.Attacks;

/// <summary>A server whose clients choose their topics.</summary>
[LwsContext(FdLimit = 64)]
[Serve<TopicChooser>]
internal sealed partial class TopicAttackContext
{
    private int _asked;
    private int _subscribed;

    /// <summary>How many topics were asked for.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>How many of them were given.</summary>
    public int Subscribed => Volatile.Read(ref _subscribed);

    /// <summary>Why others were not.</summary>
    public ConcurrentQueue<SubscribeResult> Refused { get; } = [];

    public void Count(SubscribeResult result)
    {
        Interlocked.Increment(ref _asked);
        if (result == SubscribeResult.Subscribed)
            Interlocked.Increment(ref _subscribed);
        else
            Refused.Enqueue(result);
    }

    public void Forget()
    {
        _subscribed = 0;
        Refused.Clear();
    }
}

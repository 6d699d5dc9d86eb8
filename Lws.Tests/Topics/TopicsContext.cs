using Lws.Tests.Loop;

namespace Lws.Tests.Topics;

/// <summary>Three protocols that differ in what happens when a queue of 64 KiB is full.</summary>
[LwsContext(FdLimit = 12_000)]
[Serve<Listener>(Path = "/listener")]
[Serve<Latest>(Path = "/latest")]
[Serve<Strict>(Path = "/strict")]
[Connect<Uplink>]
internal sealed partial class TopicsContext
{
    public const int MaxQueuedBytes = 65_536;

    /// <summary>What a message does.</summary>
    public Behaviour.MessageHandler OnMessage { get; set; } = static (_, _, _) => { };

    public Behaviour.SessionHandler OnWritable { get; set; } = static _ => { };

    public Behaviour.SessionHandler OnClosed { get; set; } = static _ => { };

    /// <summary>How many messages were dropped, by the number of the descriptor.</summary>
    public Dictionary<int, int> Dropped { get; } = [];

    /// <summary>The codes with which sessions have ended.</summary>
    public List<CloseCode> Closed { get; } = [];

    public static TopicsContext Of(Session session) => (TopicsContext)session.Context;
}

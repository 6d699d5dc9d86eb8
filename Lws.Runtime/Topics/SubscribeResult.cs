namespace Lws;

/// <summary>What became of a <see cref="Session.Subscribe(ReadOnlySpan{byte})"/>.</summary>
public enum SubscribeResult : byte
{
    /// <summary>From now on the session is sent what is published to the topic.</summary>
    Subscribed,

    /// <summary>It was subscribed already; nothing has changed.</summary>
    AlreadySubscribed,

    /// <summary>The topic's name is longer than <see cref="LwsOptions.MaxTopicLength"/>.</summary>
    TopicTooLong,

    /// <summary>The session is subscribed to as many topics as it may be (<see cref="LwsOptions.MaxTopicsPerConnection"/>).</summary>
    ConnectionFull,

    /// <summary>The loop has as many topics as it may have (<see cref="LwsOptions.MaxTopics"/>), and this is none of them.</summary>
    LoopFull,

    /// <summary>The session is closing or closed.</summary>
    Closed,
}

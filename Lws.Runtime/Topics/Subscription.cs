namespace Lws.Topics;

/// <summary>That one session is subscribed to one topic: a link in the topic's list and one in the session's.</summary>
/// <remarks>Loop thread only. Subscriptions are named by handles, 0 for none.</remarks>
internal struct Subscription
{
    /// <summary>Of the session's connection.</summary>
    public int Slot;

    public int Topic;

    /// <summary>The topic's subscription that was made before this one.</summary>
    public int OlderOfTopic;

    /// <summary>The topic's subscription that was made after this one.</summary>
    public int NewerOfTopic;

    /// <summary>The session's subscription that was made before this one.</summary>
    public int OlderOfSession;

    /// <summary>The session's subscription that was made after this one.</summary>
    public int NewerOfSession;
}

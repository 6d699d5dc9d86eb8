namespace Lws.Topics;

/// <summary>What a session is subscribed to, by the slot of its connection.</summary>
internal struct Subscriber
{
    /// <summary>The latest subscription; 0 for none.</summary>
    public int Latest;

    /// <summary>How many subscriptions it has.</summary>
    public int Count;
}

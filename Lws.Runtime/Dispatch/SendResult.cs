namespace Lws;

/// <summary>What became of a message given to <see cref="Session.Send(ReadOnlySpan{byte}, MessageKind)"/>.</summary>
public enum SendResult : byte
{
    /// <summary>Accepted; nothing waits before it, and it goes out with this batch of the loop.</summary>
    Sent,

    /// <summary>Accepted, but the peer reads slowly: bytes wait in the queue. <c>OnWritable</c> tells when they have gone.</summary>
    Queued,

    /// <summary>Not accepted: the queue has no room (<see cref="LwsProtocolAttribute.MaxQueuedBytes"/>). Nothing of it was sent.</summary>
    Dropped,

    /// <summary>Not accepted: the connection is closing or closed, perhaps for want of room (<see cref="QueueFull.Close"/>).</summary>
    Closed,
}

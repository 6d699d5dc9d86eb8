namespace Lws;

/// <summary>What becomes of a message for a peer that reads so slowly that its queue is full.</summary>
public enum QueueFull : byte
{
    /// <summary>It is dropped, and <c>OnDropped</c> told of it; the peer goes on with what is queued. The default.</summary>
    Drop,

    /// <summary>The session is closed with 1008: a peer that must not miss a message, and cannot keep up, has to begin anew.</summary>
    Close,

    /// <summary>
    /// A message with a key replaces the one with the same key that waits, from the first one that waits on
    /// (<see cref="Session.Send(ReadOnlySpan{byte}, MessageKind, ulong)"/>): a slow reader of prices gets the newest of each. What finds
    /// no room even so is dropped.
    /// </summary>
    KeepLatest,
}

namespace Lws;

/// <summary>What became of a published message, before each subscriber's own queue has its say.</summary>
public enum PublishResult : byte
{
    /// <summary>It was sent to the subscribers on the publisher's own loop, and is in the mailbox of every other one.</summary>
    Published,

    /// <summary>Some loop's mailbox is full (<see cref="LwsOptions.MaxMailboxBytes"/>): the subscribers there miss the message. Those of the
    /// other loops do not, so publishing it again would send it to them twice.</summary>
    MailboxFull,

    /// <summary>The context is disposed.</summary>
    Closed,
}

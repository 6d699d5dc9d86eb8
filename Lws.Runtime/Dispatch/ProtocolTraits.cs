using System.ComponentModel;

namespace Lws.Dispatch;

/// <summary>What a protocol declares about itself: its handlers and its limits. Emitted by the generator.</summary>
/// <param name="Events">The handlers that are written.</param>
/// <param name="MaxMessageLength">See <see cref="LwsProtocolAttribute.MaxMessageLength"/>.</param>
/// <param name="MaxFragments">See <see cref="LwsProtocolAttribute.MaxFragments"/>.</param>
/// <param name="MaxQueuedBytes">See <see cref="LwsProtocolAttribute.MaxQueuedBytes"/>.</param>
/// <param name="LowQueuedBytes">See <see cref="LwsProtocolAttribute.LowQueuedBytes"/>.</param>
/// <param name="WhenQueueFull">See <see cref="LwsProtocolAttribute.WhenQueueFull"/>.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct ProtocolTraits(
    ProtocolEvents Events,
    int MaxMessageLength,
    int MaxFragments,
    int MaxQueuedBytes,
    int LowQueuedBytes = 0,
    QueueFull WhenQueueFull = QueueFull.Drop)
{
    /// <summary>Default of <see cref="LwsProtocolAttribute.MaxMessageLength"/>, in bytes.</summary>
    public const int DefaultMaxMessageLength = 65_536;

    /// <summary>Default of <see cref="LwsProtocolAttribute.MaxFragments"/>.</summary>
    public const int DefaultMaxFragments = 1_024;

    /// <summary>Default of <see cref="LwsProtocolAttribute.MaxQueuedBytes"/>, in bytes.</summary>
    public const int DefaultMaxQueuedBytes = 262_144;

    /// <summary>Stands for "no limit" in a streaming protocol; above every limit that can be declared.</summary>
    public const int Unlimited = int.MaxValue;

    /// <summary>Whether the handler for <paramref name="events"/> is written.</summary>
    public bool Has(ProtocolEvents events) => (Events & events) != 0;
}

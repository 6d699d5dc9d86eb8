using System.ComponentModel;

namespace Lws.Dispatch;

/// <summary>What a protocol declares about itself: its handlers and its limits. Emitted by the generator.</summary>
/// <param name="Events">The handlers that are written.</param>
/// <param name="MaxMessageLength">See <see cref="LwsProtocolAttribute.MaxMessageLength"/>.</param>
/// <param name="MaxFragments">See <see cref="LwsProtocolAttribute.MaxFragments"/>.</param>
/// <param name="MaxQueuedBytes">See <see cref="LwsProtocolAttribute.MaxQueuedBytes"/>.</param>
/// <param name="LowQueuedBytes">See <see cref="LwsProtocolAttribute.LowQueuedBytes"/>.</param>
/// <param name="WhenQueueFull">See <see cref="LwsProtocolAttribute.WhenQueueFull"/>.</param>
/// <param name="MaxMessagesPerSecond">See <see cref="LwsProtocolAttribute.MaxMessagesPerSecond"/>.</param>
/// <param name="MessageBurst">See <see cref="LwsProtocolAttribute.MessageBurst"/>.</param>
/// <param name="MaxBytesPerSecond">See <see cref="LwsProtocolAttribute.MaxBytesPerSecond"/>.</param>
/// <param name="ByteBurst">See <see cref="LwsProtocolAttribute.ByteBurst"/>.</param>
/// <param name="MaxControlFramesPerSecond">See <see cref="LwsProtocolAttribute.MaxControlFramesPerSecond"/>.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct ProtocolTraits(
    ProtocolEvents Events,
    int MaxMessageLength,
    int MaxFragments,
    int MaxQueuedBytes,
    int LowQueuedBytes = 0,
    QueueFull WhenQueueFull = QueueFull.Drop,
    int MaxMessagesPerSecond = 0,
    int MessageBurst = 0,
    int MaxBytesPerSecond = 0,
    int ByteBurst = 0,
    int MaxControlFramesPerSecond = ProtocolTraits.DefaultMaxControlFramesPerSecond)
{
    /// <summary>Default of <see cref="LwsProtocolAttribute.MaxMessageLength"/>, in bytes.</summary>
    public const int DefaultMaxMessageLength = 65_536;

    /// <summary>Default of <see cref="LwsProtocolAttribute.MaxFragments"/>.</summary>
    public const int DefaultMaxFragments = 1_024;

    /// <summary>Default of <see cref="LwsProtocolAttribute.MaxQueuedBytes"/>, in bytes.</summary>
    public const int DefaultMaxQueuedBytes = 262_144;

    /// <summary>Default of <see cref="LwsProtocolAttribute.MaxControlFramesPerSecond"/>.</summary>
    public const int DefaultMaxControlFramesPerSecond = 100;

    /// <summary>Stands for "no limit" in a streaming protocol; above every limit that can be declared.</summary>
    public const int Unlimited = int.MaxValue;

    // No handler: somebody listens to the meter, so the loop counts messages. Never emitted.
    internal const ProtocolEvents Counted = (ProtocolEvents)(1 << 15);

    /// <summary>
    /// The longest message that the hot path may take, in bytes; -1 where every frame has to come by the place that counts them.
    /// </summary>
    internal int MaxUncountedLength { get; } = MaxMessagesPerSecond > 0 || MaxBytesPerSecond > 0 ? -1 : MaxMessageLength;

    /// <summary>Whether messages or bytes are counted.</summary>
    internal bool LimitsRate => MaxMessagesPerSecond > 0 || MaxBytesPerSecond > 0;

    /// <summary>How many messages may come at once.</summary>
    internal int EffectiveMessageBurst => MessageBurst > 0 ? MessageBurst : MaxMessagesPerSecond;

    /// <summary>How many bytes may come at once. What is streamed without a limit passes in pieces.</summary>
    internal int EffectiveByteBurst => ByteBurst > 0 ? ByteBurst
        : Math.Max(MaxBytesPerSecond, MaxMessageLength == Unlimited ? DefaultMaxMessageLength : MaxMessageLength);

    /// <summary>Whether the handler for <paramref name="events"/> is written.</summary>
    public bool Has(ProtocolEvents events) => (Events & events) != 0;
}

namespace Lws.Framing;

/// <summary>
/// What one call of <see cref="FrameReader.Read"/> consumed: a whole control frame, or as much of a data frame as had arrived.
/// </summary>
internal readonly ref struct FramePart
{
    /// <summary>The control frame's opcode; for data that of the message, Text or Binary, in continuation frames too.</summary>
    public required Opcode Opcode { get; init; }

    /// <summary>The payload, unmasked, in the reader's input. It may be empty.</summary>
    public required Span<byte> Payload { get; init; }

    /// <summary>Of a compressed message: the payload is to be inflated.</summary>
    public bool IsDeflated { get; init; }

    /// <summary>The first part of a message; never true of a control frame.</summary>
    public bool IsMessageStart { get; init; }

    /// <summary>The first part of its frame.</summary>
    public bool IsFrameStart { get; init; }

    /// <summary>The last part of a message; never true of a control frame.</summary>
    public bool IsMessageEnd { get; init; }
}

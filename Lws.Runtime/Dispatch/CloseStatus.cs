namespace Lws;

/// <summary>How a connection ended, as <c>OnClosed</c> is told.</summary>
public readonly ref struct CloseStatus
{
    internal CloseStatus(CloseCode code, ReadOnlySpan<byte> reason, bool isClean, bool byPeer)
    {
        Code = code;
        Reason = reason;
        IsClean = isClean;
        ByPeer = byPeer;
    }

    /// <summary>
    /// The peer's close code where it sent one, else ours; <see cref="CloseCode.NoStatus"/> for a close frame without a code,
    /// <see cref="CloseCode.Abnormal"/> where the TCP connection ended without a close frame (RFC 6455 7.1.5).
    /// </summary>
    public CloseCode Code { get; }

    /// <summary>The reason that belongs to <see cref="Code"/>: UTF-8, at most 123 bytes, valid until the handler returns.</summary>
    public ReadOnlySpan<byte> Reason { get; }

    /// <summary>Whether both sides exchanged close frames (RFC 6455 7.1.4).</summary>
    public bool IsClean { get; }

    /// <summary>Whether the peer began it: by a close frame, by a fault in what it sent, or by ending the TCP connection.</summary>
    public bool ByPeer { get; }
}

namespace Lws.Deflate;

/// <summary>The end of an empty stored block: what a sender takes off a compressed message, and a receiver adds again.</summary>
internal static class MessageTail
{
    /// <summary>RFC 7692 7.2.1: LEN and NLEN of a stored block without content.</summary>
    public static ReadOnlySpan<byte> Bytes => [0x00, 0x00, 0xFF, 0xFF];

    /// <summary>
    /// The same with a byte behind it that is never part of a message: an inflater that stops in front of it is at the end of a
    /// block. One that is in the middle of a block takes it, and as the end of NLEN it does not fit its LEN.
    /// </summary>
    public static ReadOnlySpan<byte> BytesAndProbe => [0x00, 0x00, 0xFF, 0xFF, 0x55];
}

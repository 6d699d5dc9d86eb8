namespace Lws.Framing;

/// <summary>What a frame carries (RFC 6455 5.2). 3–7 and 11–15 are reserved and refused.</summary>
internal enum Opcode : byte
{
    /// <summary>A further frame of the message in progress.</summary>
    Continuation = 0,

    /// <summary>The first frame of a UTF-8 text message.</summary>
    Text = 1,

    /// <summary>The first frame of a binary message.</summary>
    Binary = 2,

    /// <summary>A close frame; its payload is read by <see cref="ClosePayload"/>.</summary>
    Close = 8,

    /// <summary>A ping, to be answered by a pong with the same payload.</summary>
    Ping = 9,

    /// <summary>A pong, solicited or not.</summary>
    Pong = 10,

    /// <summary>Not an opcode: RSV1, which stands beside the opcode of a compressed message's first frame (RFC 7692 6).</summary>
    Deflated = FrameBits.Deflated,
}

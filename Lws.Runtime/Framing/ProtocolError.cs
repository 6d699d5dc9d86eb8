namespace Lws.Framing;

/// <summary>The rule that a peer broke, one member a rule. <see cref="ProtocolErrors"/> gives its close code and its text.</summary>
internal enum ProtocolError : byte
{
    /// <summary>No rule was broken.</summary>
    None,

    /// <summary>RSV1, RSV2 or RSV3 is set and no extension gives it a meaning (RFC 6455 5.2).</summary>
    ReservedBits,

    /// <summary>Opcode 3–7 or 11–15 (RFC 6455 5.2).</summary>
    UnknownOpcode,

    /// <summary>A control frame without FIN (RFC 6455 5.5).</summary>
    FragmentedControlFrame,

    /// <summary>A control frame of more than 125 bytes (RFC 6455 5.5).</summary>
    ControlFrameTooLong,

    /// <summary>A frame from a client that is not masked (RFC 6455 5.1).</summary>
    UnmaskedFrame,

    /// <summary>A frame from a server that is masked (RFC 6455 5.1).</summary>
    MaskedFrame,

    /// <summary>A payload length in more bytes than it needs (RFC 6455 5.2).</summary>
    LengthNotMinimal,

    /// <summary>A payload length of 2^63 or more (RFC 6455 5.2).</summary>
    LengthTopBitSet,

    /// <summary>A message of more bytes than the receiver takes (RFC 6455 7.4.1, 10.4).</summary>
    MessageTooBig,

    /// <summary>A message in more frames than the receiver takes (RFC 6455 10.4).</summary>
    TooManyFragments,

    /// <summary>More messages a second than the receiver takes (RFC 6455 10.4).</summary>
    TooManyMessages,

    /// <summary>More bytes a second than the receiver takes (RFC 6455 10.4).</summary>
    TooManyBytes,

    /// <summary>More pings and pongs a second than the receiver takes (RFC 6455 10.4).</summary>
    TooManyControlFrames,

    /// <summary>A continuation frame while no message is in progress (RFC 6455 5.4).</summary>
    ContinuationWithoutStart,

    /// <summary>A new message before the one in progress has ended (RFC 6455 5.4).</summary>
    MessageInsideMessage,

    /// <summary>A text message that is not UTF-8 (RFC 6455 8.1).</summary>
    InvalidUtf8,

    /// <summary>A compressed message that does not inflate (RFC 7692 7.2.2).</summary>
    InvalidDeflate,

    /// <summary>A close frame whose payload is half of a close code (RFC 6455 5.5.1).</summary>
    ClosePayloadOfOneByte,

    /// <summary>A close code that may not be sent, or that is not assigned (RFC 6455 7.4).</summary>
    InvalidCloseCode,

    /// <summary>A close reason that is not UTF-8 (RFC 6455 5.5.1).</summary>
    InvalidCloseReason,
}

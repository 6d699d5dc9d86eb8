using System.Diagnostics;

namespace Lws.Framing;

/// <summary>
/// The one table of what each <see cref="ProtocolError"/> means: the close code to fail the connection with, and a text for the log.
/// </summary>
internal static class ProtocolErrors
{
    extension(ProtocolError error)
    {
        /// <summary>The code of the close frame to fail the connection with.</summary>
        public CloseCode CloseCode => Row(error).CloseCode;

        /// <summary>What the peer did, in a few words of English.</summary>
        public string Text => Row(error).Text;
    }

    private static (CloseCode CloseCode, string Text) Row(ProtocolError error) => error switch
    {
        ProtocolError.None => (CloseCode.None, "no error"),
        ProtocolError.ReservedBits => (CloseCode.ProtocolError, "a reserved bit is set"),
        ProtocolError.UnknownOpcode => (CloseCode.ProtocolError, "unknown opcode"),
        ProtocolError.FragmentedControlFrame => (CloseCode.ProtocolError, "fragmented control frame"),
        ProtocolError.ControlFrameTooLong => (CloseCode.ProtocolError, "control frame of more than 125 bytes"),
        ProtocolError.UnmaskedFrame => (CloseCode.ProtocolError, "unmasked frame from a client"),
        ProtocolError.MaskedFrame => (CloseCode.ProtocolError, "masked frame from a server"),
        ProtocolError.LengthNotMinimal => (CloseCode.ProtocolError, "payload length not in its shortest form"),
        ProtocolError.LengthTopBitSet => (CloseCode.ProtocolError, "payload length with the top bit set"),
        ProtocolError.MessageTooBig => (CloseCode.MessageTooBig, "message over the size limit"),
        ProtocolError.TooManyFragments => (CloseCode.PolicyViolation, "message in too many fragments"),
        ProtocolError.TooManyMessages => (CloseCode.PolicyViolation, "more messages than its rate limit allows"),
        ProtocolError.TooManyBytes => (CloseCode.PolicyViolation, "more bytes than its rate limit allows"),
        ProtocolError.TooManyControlFrames => (CloseCode.PolicyViolation, "more pings and pongs than their rate limit allows"),
        ProtocolError.ContinuationWithoutStart => (CloseCode.ProtocolError, "continuation frame without a message"),
        ProtocolError.MessageInsideMessage => (CloseCode.ProtocolError, "new message inside an unfinished one"),
        ProtocolError.InvalidUtf8 => (CloseCode.InvalidPayload, "text message that is not UTF-8"),
        ProtocolError.InvalidDeflate => (CloseCode.InvalidPayload, "compressed message that does not inflate"),
        ProtocolError.ClosePayloadOfOneByte => (CloseCode.ProtocolError, "close payload of one byte"),
        ProtocolError.InvalidCloseCode => (CloseCode.ProtocolError, "invalid close code"),
        ProtocolError.InvalidCloseReason => (CloseCode.InvalidPayload, "close reason that is not UTF-8"),
        _ => throw new UnreachableException($"ProtocolError {error} has no row in the table."),
    };
}

using System.Buffers.Binary;
using System.Diagnostics;
using System.Text.Unicode;

namespace Lws.Framing;

/// <summary>Reads and writes the payload of close frames: nothing, or a code and a reason (RFC 6455 5.5.1). Any thread.</summary>
internal static class ClosePayload
{
    /// <summary>The longest reason in bytes: a control frame of 125, less the code.</summary>
    public const int MaxReasonLength = FrameBits.MaxSmallLength - CodeLength;

    private const int CodeLength = sizeof(ushort);

    /// <summary>Reads the payload of a close frame.</summary>
    /// <param name="payload">The unmasked payload.</param>
    /// <param name="code">The code, <see cref="CloseCode.NoStatus"/> for an empty payload; <see cref="CloseCode.None"/> on error.</param>
    /// <param name="reason">The reason, valid UTF-8, inside <paramref name="payload"/>; it may be empty.</param>
    public static ProtocolError Read(ReadOnlySpan<byte> payload, out CloseCode code, out ReadOnlySpan<byte> reason)
    {
        code = CloseCode.None;
        reason = default;
        if (payload.IsEmpty)
        {
            code = CloseCode.NoStatus;
            return ProtocolError.None;
        }

        if (payload.Length < CodeLength)
            return ProtocolError.ClosePayloadOfOneByte;

        int received = BinaryPrimitives.ReadUInt16BigEndian(payload);
        if (!IsWireCode(received))
            return ProtocolError.InvalidCloseCode;
        if (!Utf8.IsValid(payload[CodeLength..]))
            return ProtocolError.InvalidCloseReason;

        code = (CloseCode)received;
        reason = payload[CodeLength..];
        return ProtocolError.None;
    }

    /// <summary>Whether a close frame may carry the code, or, for <see cref="CloseCode.None"/>, go without one.</summary>
    public static bool MaySend(CloseCode code) => code == CloseCode.None || IsWireCode((int)code);

    /// <summary>Writes the payload of a close frame: nothing for <see cref="CloseCode.None"/>.</summary>
    /// <param name="destination">At least two bytes more than the reason.</param>
    /// <param name="code">A code that <see cref="MaySend"/> allows.</param>
    /// <param name="reason">At most <see cref="MaxReasonLength"/> bytes of UTF-8; empty where there is no code.</param>
    /// <returns>The bytes written.</returns>
    public static int Write(Span<byte> destination, CloseCode code, ReadOnlySpan<byte> reason)
    {
        Debug.Assert(MaySend(code), "This close code never goes on the wire.");
        Debug.Assert(reason.Length <= MaxReasonLength, "A close frame carries 125 bytes at most (RFC 6455 5.5).");
        Debug.Assert(Utf8.IsValid(reason), "A close reason is UTF-8 (RFC 6455 5.5.1).");
        if (code == CloseCode.None)
        {
            Debug.Assert(reason.IsEmpty, "A reason stands behind a code.");
            return 0;
        }

        BinaryPrimitives.WriteUInt16BigEndian(destination, (ushort)code);
        reason.CopyTo(destination[CodeLength..]);
        return CodeLength + reason.Length;
    }

    // RFC 6455 7.4.1 and the IANA registry up to 1014; 1004 is reserved, 1005, 1006 and 1015 are for local use; 7.4.2 gives
    // 3000–3999 to libraries and 4000–4999 to applications.
    private static bool IsWireCode(int code) => code is >= 1000 and <= 1003 or >= 1007 and <= 1014 or >= 3000 and <= 4999;
}

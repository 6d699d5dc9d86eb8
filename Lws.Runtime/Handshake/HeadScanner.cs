using System.Buffers;
using System.Diagnostics;

namespace Lws.Handshake;

/// <summary>
/// Finds the end of the head of a request or a response as it arrives. Each byte is looked at once, however finely TCP cuts the
/// head, and bytes that cannot begin or continue one are refused at once, without waiting for an end that a TLS hello never has.
/// </summary>
/// <remarks>It holds the rules about single bytes and line ends; <see cref="RequestHeadParser"/> and
/// <see cref="ResponseHeadParser"/> rely on them. Any thread.</remarks>
internal static class HeadScanner
{
    // Control bytes but HT, which is whitespace inside a line (RFC 9110 5.5), and DEL.
    private static readonly SearchValues<byte> Controls = SearchValues.Create(
        "\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u000a\u000b\u000c\u000d\u000e\u000f"u8 +
        "\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f\u007f"u8);

    /// <summary>Looks at what has arrived since the last call.</summary>
    /// <param name="received">All that has been received, from the first byte of the head on.</param>
    /// <param name="scanned">How far earlier calls have looked: 0 at first, then carried from call to call.</param>
    /// <param name="maxLength">The longest head accepted, in bytes.</param>
    /// <param name="headLength">The head's length with its final empty line, when done. What follows it belongs to the frames.</param>
    /// <param name="error">Why the head is refused, when invalid, in the words of a request.</param>
    public static ScanStatus Scan(
        ReadOnlySpan<byte> received, ref int scanned, int maxLength, out int headLength, out HandshakeError error)
    {
        // Never a look beyond the limit, so that the answer does not depend on how much arrived at once.
        ReadOnlySpan<byte> head = received[..Math.Min(received.Length, maxLength)];
        Debug.Assert(scanned >= 0 && scanned <= head.Length, "What was scanned is still there.");

        headLength = 0;
        error = HandshakeError.None;
        if (scanned == 0 && !head.IsEmpty && !char.IsAsciiLetterUpper((char)head[0]))
            return Refuse(HandshakeError.NotHttp, out error);

        while (scanned < head.Length)
        {
            if (BeginsFoldedLine(head, scanned))
                return Refuse(HandshakeError.FoldedHeader, out error);

            int offset = head[scanned..].IndexOfAny(Controls);
            if (offset < 0)
            {
                scanned = head.Length;
                break;
            }

            scanned += offset;
            if (head[scanned] != '\r')
                return Refuse(head[scanned] == '\n' ? HandshakeError.BareLineFeed : HandshakeError.ControlByte, out error);
            if (scanned + 1 == head.Length)
                break;
            if (head[scanned + 1] != '\n')
                return Refuse(HandshakeError.BareCarriageReturn, out error);

            bool isEmptyLine = head[scanned - 1] == '\n';
            scanned += 2;
            if (isEmptyLine)
            {
                headLength = scanned;
                return ScanStatus.Done;
            }
        }

        if (head.Length < maxLength)
            return ScanStatus.NeedMoreData;
        return Refuse(head.Contains((byte)'\n') ? HandshakeError.HeadTooLong : HandshakeError.RequestLineTooLong, out error);
    }

    // RFC 9112 5.2: a header that goes on in the next line may be refused, and folding has been used to smuggle requests.
    private static bool BeginsFoldedLine(ReadOnlySpan<byte> head, int at) =>
        head[at] is (byte)' ' or (byte)'\t' && at > 0 && head[at - 1] == '\n';

    private static ScanStatus Refuse(HandshakeError reason, out HandshakeError error)
    {
        error = reason;
        return ScanStatus.Invalid;
    }
}

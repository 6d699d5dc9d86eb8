using System.Runtime.InteropServices;
using Lws.Handshake;
using Xunit;

namespace Lws.Tests.Handshake;

/// <summary>What the scanner makes of the bytes of a peer, as they arrive; the rules of its answers are checked on the way.</summary>
internal readonly record struct ScannedHead(ScanStatus Status, HandshakeError Error, Memory<byte> Head)
{
    /// <summary>The scanner's last answer to bytes that arrive in these pieces.</summary>
    public static ScannedHead Of(Memory<byte>[] pieces, int maxLength)
    {
        // What has not been received yet looks like the end of a head.
        var buffer = new byte[pieces.Sum(piece => piece.Length) + 8];
        MemoryMarshal.Cast<byte, uint>(buffer.AsSpan()).Fill(MemoryMarshal.Read<uint>("\r\n\r\n"u8));
        int length = 0;
        int scanned = 0;
        foreach (Memory<byte> piece in pieces)
        {
            piece.CopyTo(buffer.AsMemory(length));
            length += piece.Length;

            int before = scanned;
            Memory<byte> received = pieces.Length == 1 ? piece : buffer.AsMemory(0, length);
            ScanStatus status = HeadScanner.Scan(received.Span, ref scanned, maxLength, out int headLength, out HandshakeError error);
            Assert.InRange(scanned, before, Math.Min(length, maxLength));
            if (status != ScanStatus.NeedMoreData)
                return new ScannedHead(status, error, received[..headLength]);

            // Only a CR that waits for its LF may be looked at again.
            Assert.InRange(scanned, length - 1, length);
        }

        return default;
    }
}

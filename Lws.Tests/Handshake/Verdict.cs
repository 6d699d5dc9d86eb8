using System.Runtime.InteropServices;
using System.Text;
using Lws.Handshake;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Handshake;

/// <summary>What the whole opening handshake makes of a request, as a value to compare.</summary>
internal sealed record Verdict(HandshakeError Error, int HeadLength, string Target, string Key, string Subprotocols)
{
    public const int MaxHeadLength = 8_192;

    public static readonly Verdict Unfinished = new(HandshakeError.None, 0, "", "", "");

    public bool IsAccepted => Error == HandshakeError.None && HeadLength > 0;

    /// <summary>The verdict on a request, after checking that every way to deliver it gets the same.</summary>
    public static Verdict Of(byte[] request)
    {
        Verdict verdict = Of([request]);
        foreach ((string name, Memory<byte>[] pieces) in Cuts.Of(request))
            Assert.Equal((name, verdict), (name, Of(pieces)));
        return verdict;
    }

    /// <summary>The verdict on a request that arrives in these pieces.</summary>
    public static Verdict Of(Memory<byte>[] pieces, int maxLength = MaxHeadLength)
    {
        // What has not been received yet looks like the end of a head.
        var buffer = new byte[pieces.Sum(piece => piece.Length) + 8];
        MemoryMarshal.Cast<byte, uint>(buffer.AsSpan()).Fill(MemoryMarshal.Read<uint>("\r\n\r\n"u8));
        int length = 0;
        int scanned = 0;
        foreach (Memory<byte> piece in pieces)
        {
            piece.Span.CopyTo(buffer.AsSpan(length));
            length += piece.Length;

            int before = scanned;
            ReadOnlySpan<byte> received = pieces.Length == 1 ? piece.Span : buffer.AsSpan(0, length);
            ScanStatus status = HeadScanner.Scan(received, ref scanned, maxLength, out int headLength, out HandshakeError error);
            Assert.InRange(scanned, before, Math.Min(length, maxLength));
            if (status == ScanStatus.Invalid)
                return Unfinished with { Error = error };
            if (status == ScanStatus.Done)
                return OfHead(received[..headLength]);

            // Only a CR that waits for its LF may be looked at again.
            Assert.InRange(scanned, length - 1, length);
        }

        return Unfinished;
    }

    private static Verdict OfHead(ReadOnlySpan<byte> head)
    {
        Span<HeaderField> fields = stackalloc HeaderField[RequestHeadParser.MaxHeaders];
        HandshakeError error = RequestHeadParser.TryParse(head, fields, out RequestHead request);
        if (error != HandshakeError.None)
            return Unfinished with { Error = error };

        error = UpgradeValidator.Validate(request, out ReadOnlySpan<byte> key, out SubprotocolOffer offer);
        if (error != HandshakeError.None)
            return Unfinished with { Error = error };

        var subprotocols = new List<string>();
        foreach (ReadOnlySpan<byte> name in offer.Names)
            subprotocols.Add(Encoding.Latin1.GetString(name));
        string target = $"{Encoding.Latin1.GetString(request.Path)} {Encoding.Latin1.GetString(request.Query)}";
        return new Verdict(HandshakeError.None, head.Length, target, Encoding.Latin1.GetString(key), string.Join(' ', subprotocols));
    }
}

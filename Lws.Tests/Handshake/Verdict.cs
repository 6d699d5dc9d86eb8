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
        ScannedHead scanned = ScannedHead.Of(pieces, maxLength);
        return scanned.Status switch
        {
            ScanStatus.Invalid => Unfinished with { Error = scanned.Error },
            ScanStatus.Done => OfHead(scanned.Head.Span),
            _ => Unfinished,
        };
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

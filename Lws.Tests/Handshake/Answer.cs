using System.Text;
using Lws.Handshake;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Handshake;

/// <summary>What the client makes of a server's response, as a value to compare.</summary>
internal sealed record Answer(ConnectError Error, int HeadLength, int Status, string Reason)
{
    public static readonly Answer Unfinished = new(ConnectError.None, 0, 0, "");

    public bool IsAccepted => Error == ConnectError.None && HeadLength > 0;

    /// <summary>The answer that a response is, after checking that every way to deliver it is the same.</summary>
    public static Answer Of(byte[] response, string key = Responses.Key, string offered = Responses.Subprotocol)
    {
        Answer answer = Of([response], key, offered);
        foreach ((string name, Memory<byte>[] pieces) in Cuts.Of(response))
            Assert.Equal((name, answer), (name, Of(pieces, key, offered)));
        return answer;
    }

    /// <summary>The answer that a response is which arrives in these pieces.</summary>
    public static Answer Of(Memory<byte>[] pieces, string key = Responses.Key, string offered = Responses.Subprotocol)
    {
        ScannedHead scanned = ScannedHead.Of(pieces, Verdict.MaxHeadLength);
        return scanned.Status switch
        {
            ScanStatus.Invalid => Unfinished with { Error = ConnectError.MalformedResponse },
            ScanStatus.Done => OfHead(scanned.Head.Span, key, offered),
            _ => Unfinished,
        };
    }

    private static Answer OfHead(ReadOnlySpan<byte> head, string key, string offered)
    {
        Span<HeaderField> fields = stackalloc HeaderField[RequestHeadParser.MaxHeaders];
        ConnectError error = ResponseHeadParser.TryParse(head, fields, out ResponseHead response);
        if (error != ConnectError.None)
            return Unfinished with { Error = error };

        error = ResponseValidator.Validate(in response, Encoding.ASCII.GetBytes(key), Encoding.ASCII.GetBytes(offered), null, out _);
        return new Answer(error, head.Length, response.Status, Encoding.Latin1.GetString(response.Reason));
    }
}

using Lws.Handshake;
using Xunit;

namespace Lws.Tests.Handshake;

/// <summary>Makes the offer of a client, for tests of what chooses from it.</summary>
internal static class Offers
{
    /// <summary>The offer of a request with these values of <c>Sec-WebSocket-Protocol</c>, a header line each.</summary>
    public static SubprotocolOffer Of(params string[] values)
    {
        IEnumerable<string> lines = values.Select(value => $"Sec-WebSocket-Protocol: {value}\r\n");
        byte[] head = Requests.Bytes($"GET / HTTP/1.1\r\nHost: a\r\n{string.Concat(lines)}\r\n");
        HandshakeError error = RequestHeadParser.TryParse(head, new HeaderField[values.Length + 1], out RequestHead request);
        Assert.Equal(HandshakeError.None, error);
        return new SubprotocolOffer(request.Headers);
    }
}

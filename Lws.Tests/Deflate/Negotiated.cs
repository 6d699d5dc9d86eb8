using System.Text;
using Lws.Deflate;
using Lws.Handshake;
using Xunit;

namespace Lws.Tests.Deflate;

/// <summary>What comes of header lines when they are negotiated.</summary>
internal static class Negotiated
{
    /// <summary>The server's response to offers, one a header line; null where it declines all of them.</summary>
    public static string? Response(DeflateOptions options, params string[] offers) =>
        ByServer(options, out DeflateParameters parameters, offers) ? Response(parameters) : null;

    public static string Response(DeflateParameters parameters)
    {
        byte[] destination = new byte[ExtensionWriter.MaxLength];
        return Encoding.ASCII.GetString(destination, 0, ServerNegotiation.WriteResponse(destination, parameters));
    }

    public static bool ByServer(DeflateOptions options, out DeflateParameters parameters, params string[] offers) =>
        ServerNegotiation.TryAccept(Headers(offers), options, out parameters);

    public static string Offer(DeflateOptions options)
    {
        byte[] destination = new byte[ExtensionWriter.MaxLength];
        return Encoding.ASCII.GetString(destination, 0, ClientNegotiation.WriteOffer(destination, options));
    }

    public static bool ByClient(DeflateOptions? options, out DeflateParameters parameters, params string[] responses) =>
        ClientNegotiation.TryConfirm(Headers(responses), options, out parameters);

    private static HeaderFields Headers(string[] values)
    {
        string lines = string.Concat(values.Select(value => $"sec-websocket-extensions: {value}\r\n"));
        byte[] head = Encoding.ASCII.GetBytes($"Host: a\r\n{lines}Origin: b\r\n\r\n");
        Assert.Equal(HandshakeError.None, HeaderFields.TryParse(head, 0, new HeaderField[64], out HeaderFields headers));
        return headers;
    }
}

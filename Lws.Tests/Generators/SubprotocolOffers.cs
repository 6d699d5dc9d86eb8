using System.Text;
using Lws.Dispatch;
using Lws.Handshake;

namespace Lws.Tests.Generators;

/// <summary>Asks an emitted router, as the handshake would.</summary>
internal static class SubprotocolOffers
{
    /// <summary>The signature of an emitted router.</summary>
    public delegate Route Router(ReadOnlySpan<byte> path, SubprotocolOffer offer);

    /// <summary>The route for a request on a path with a <c>Sec-WebSocket-Protocol</c> header; null is none.</summary>
    public static Route Ask(Router router, string path, string? offered)
    {
        const string Name = "Sec-WebSocket-Protocol";
        byte[] head = Encoding.ASCII.GetBytes($"{Name}: {offered}");
        HeaderField[] fields = offered is null ? [] : [new HeaderField(..Name.Length, (Name.Length + 2)..)];
        return router(Encoding.ASCII.GetBytes(path), new SubprotocolOffer(new RequestHead(head, fields)));
    }
}

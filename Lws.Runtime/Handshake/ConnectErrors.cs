using System.Diagnostics;

namespace Lws.Handshake;

/// <summary>The one table of what each <see cref="ConnectError"/> says in the log.</summary>
internal static class ConnectErrors
{
    extension(ConnectError error)
    {
        /// <summary>What happened, in a short sentence of English.</summary>
        public string Text => error switch
        {
            ConnectError.None => "No error.",
            ConnectError.Full => "The context has no slot free for another connection.",
            ConnectError.Stopping => "The context is stopping.",
            ConnectError.NameNotResolved => "The host name has no address.",
            ConnectError.Unreachable => "No address of the host accepted a TCP connection.",
            ConnectError.ConnectTimeout => "No address of the host answered in time.",
            ConnectError.HandshakeTimeout => "The server did not complete the opening handshake in time.",
            ConnectError.ConnectionLost => "The TCP connection ended during the opening handshake.",
            ConnectError.MalformedResponse => "The server's answer is no HTTP/1.1 response.",
            ConnectError.Refused => "The server answered with another status than 101.",
            ConnectError.BadUpgrade => "The response's Upgrade header is not websocket.",
            ConnectError.BadConnection => "The response's Connection header does not list Upgrade.",
            ConnectError.BadAcceptKey => "The response's Sec-WebSocket-Accept does not answer the request's key.",
            ConnectError.BadSubprotocol => "The server chose a subprotocol that was not offered.",
            ConnectError.UnexpectedExtension => "The server uses an extension that was not offered.",
            ConnectError.BadExtension => "The server accepts an extension otherwise than it was offered.",
            _ => throw new UnreachableException($"ConnectError {error} has no row in the table."),
        };
    }
}

using System.Net;
using System.Text;
using Lws.Deflate;
using Lws.Handshake;

namespace Lws.Connections;

/// <summary>Turns what a user gives to a connect into what goes on the wire, or tells him what is wrong with it.</summary>
internal static class ConnectText
{
    private const int MaxSubprotocolLength = HandshakeResponse.MaxSubprotocolLength;

    public static void CheckUri(Uri uri, bool mayBeSecure = false)
    {
        if (!uri.IsAbsoluteUri)
            throw new ArgumentException($"'{uri}' is not absolute; use ws://host:port/path.", nameof(uri));
        if (uri.Scheme == "wss" && !mayBeSecure)
            throw new NotSupportedException("wss needs TLS: connect an SslStream, and give it to LwsPipe.ConnectAsync.");
        if (uri.Scheme is not ("ws" or "wss"))
            throw new ArgumentException($"'{uri}' has the scheme {uri.Scheme}; use ws.", nameof(uri));
        if (uri.UserInfo.Length > 0 || uri.Fragment.Length > 0)
            throw new ArgumentException($"'{uri}' has user information or a fragment (RFC 6455 3); use ConnectOptions.Headers.", nameof(uri));
    }

    /// <summary>The host and, where it is not 80, the port (RFC 9110 7.2).</summary>
    public static byte[] HostHeader(Uri uri)
    {
        string host = uri.HostNameType == UriHostNameType.IPv6 ? $"[{IPAddress.Parse(uri.IdnHost)}]" : uri.IdnHost;
        return Encoding.ASCII.GetBytes(uri.IsDefaultPort ? host : $"{host}:{uri.Port}");
    }

    public static byte[] Subprotocol(string name)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(name);
        if (bytes.Length > 0 && (bytes.Length > MaxSubprotocolLength || !Token.IsValid(bytes)))
            throw new ArgumentException($"'{name}' is no subprotocol name: an HTTP token of at most {MaxSubprotocolLength} characters.");
        return bytes;
    }

    /// <param name="options">What the user gave.</param>
    /// <param name="deflate">What to offer; null: nothing.</param>
    public static byte[] ExtraHeaders(ConnectOptions options, DeflateOptions? deflate)
    {
        var text = new StringBuilder();
        if (deflate is not null)
        {
            Span<byte> offer = stackalloc byte[ExtensionWriter.MaxLength];
            int length = ClientNegotiation.WriteOffer(offer, deflate);
            text.Append("Sec-WebSocket-Extensions: ").Append(Encoding.ASCII.GetString(offer[..length])).Append("\r\n");
        }

        if (options.Origin is { } origin)
            Append(text, "Origin", origin);
        foreach ((string name, string value) in options.Headers)
            Append(text, name, value);
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static void Append(StringBuilder text, string name, string value)
    {
        if (!Token.IsValid(Encoding.UTF8.GetBytes(name)) || value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            throw new ArgumentException($"The header '{name}' has a name that is no token, or a value that is not printable ASCII.");
        if (name.StartsWith("Sec-WebSocket-", StringComparison.OrdinalIgnoreCase) || IsOfHandshake(name))
            throw new ArgumentException($"The header '{name}' belongs to the handshake; it is written by the library.");
        text.Append(name).Append(": ").Append(value).Append("\r\n");
    }

    private static bool IsOfHandshake(string name) =>
        name.ToUpperInvariant() is "HOST" or "UPGRADE" or "CONNECTION" or "CONTENT-LENGTH" or "TRANSFER-ENCODING";
}

using System.ComponentModel;

namespace Lws.Handshake;

/// <summary>
/// The subprotocols that a client offers, in the order of its preference: the elements of its <c>Sec-WebSocket-Protocol</c> headers,
/// already checked. For <c>foreach</c>.
/// </summary>
/// <remarks>
/// Used by emitted routers too. RFC 6455 4.1, item 10: the elements are tokens and unique. A view of the request, valid as long as
/// the bytes received are; nothing is copied.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct SubprotocolOffer
{
    private readonly HeaderFields _headers;

    internal SubprotocolOffer(HeaderFields headers)
    {
        _headers = headers;
    }

    internal bool IsEmpty => !Names.MoveNext();

    /// <summary>The names in the order of the client's preference.</summary>
    internal HeaderElements Names => _headers.ElementsOf("Sec-WebSocket-Protocol"u8);

    /// <summary>Begins in front of the first name.</summary>
    public HeaderElements GetEnumerator() => Names;

    /// <summary>Whether the client offers <paramref name="name"/>, compared byte for byte.</summary>
    public bool Contains(ReadOnlySpan<byte> name) => IndexOf(name) >= 0;

    /// <summary>The first position of <paramref name="name"/> among the names, or -1.</summary>
    internal int IndexOf(ReadOnlySpan<byte> name)
    {
        int position = 0;
        foreach (ReadOnlySpan<byte> offered in Names)
        {
            if (offered.SequenceEqual(name))
                return position;
            position++;
        }

        return -1;
    }
}

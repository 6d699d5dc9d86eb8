using System.ComponentModel;

namespace Lws.Handshake;

/// <summary>Where a request says that it comes from: its <c>Origin</c>, for the emitted policies (RFC 6454, RFC 6455 10.2).</summary>
/// <remarks>A view of the request, valid as long as the bytes received are. There is one <c>Origin</c> at most: two are refused.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct RequestOrigin
{
    private readonly ReadOnlySpan<byte> _origin;
    private readonly ReadOnlySpan<byte> _host;

    internal RequestOrigin(HeaderFields headers)
    {
        IsMissing = headers.CountOf("Origin"u8, out _origin) == 0;
        headers.CountOf("Host"u8, out _host);
    }

    /// <summary>Whether the request has no <c>Origin</c> at all; an empty one is there, and equal to nothing.</summary>
    public bool IsMissing { get; }

    /// <summary>See <see cref="Origins.Same"/>.</summary>
    public bool IsSame => !_host.IsEmpty && (IsHostUnder("https://"u8) || IsHostUnder("http://"u8));

    /// <summary>Whether it is this origin, byte for byte.</summary>
    public bool Is(ReadOnlySpan<byte> origin) => _origin.SequenceEqual(origin);

    private bool IsHostUnder(ReadOnlySpan<byte> scheme) =>
        _origin.StartsWith(scheme) && _origin[scheme.Length..].SequenceEqual(_host);
}

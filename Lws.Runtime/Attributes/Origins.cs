namespace Lws;

/// <summary>
/// The entries of <see cref="LwsProtocolAttribute.Origins"/> that are no origin of their own, such as
/// <c>Origins = [Origins.Same, Origins.Missing]</c>.
/// </summary>
public static class Origins
{
    /// <summary>Every request, whatever its <c>Origin</c>: pages of strangers may connect, with the cookies of who looks at them.</summary>
    public const string Any = "*";

    /// <summary>
    /// Pages of the host, and port, that the request itself is for: <c>http://</c> or <c>https://</c> followed by exactly the value of
    /// <c>Host</c>. Either scheme, because a proxy may have ended the TLS.
    /// </summary>
    /// <remarks>
    /// A proxy in front must pass <c>Host</c> on. A name that its owner points at this machine (DNS rebinding) is its own host too: a
    /// server that is not to be reached under other names lists its origins.
    /// </remarks>
    public const string Same = "same";

    /// <summary>
    /// <c>Origin: null</c>: what a browser sends for a page without an origin, such as a sandboxed frame or a local file. Any page can
    /// make such a frame.
    /// </summary>
    public const string Null = "null";

    /// <summary>Requests without <c>Origin</c>, as programs send them. A browser always sends one.</summary>
    public const string Missing = "missing";
}

namespace Lws;

/// <summary>How to connect out, beside the time-outs of <see cref="LwsOptions"/>. May be shared by many connects.</summary>
public sealed class ConnectOptions
{
    internal static readonly ConnectOptions Default = new();

    /// <summary>
    /// The subprotocol to offer: null for the protocol's own name, empty for none. Default null. A token of at most 200 characters
    /// (RFC 6455 4.1).
    /// </summary>
    public string? Subprotocol { get; init; }

    /// <summary>The <c>Origin</c> header, as a browser sends it; null for none, as suits a program. Default null.</summary>
    public string? Origin { get; init; }

    /// <summary>Headers to add to the request, such as <c>Authorization</c>. Default none.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Whether to offer compression where <see cref="LwsOptions.Deflate"/> is set. Default true.</summary>
    public bool OffersDeflate { get; init; } = true;

    /// <summary>
    /// When to connect again, after a connect that came to nothing and after a session that this side did not end. Null for never.
    /// Default null.
    /// </summary>
    public Reconnect? Reconnect { get; init; }
}

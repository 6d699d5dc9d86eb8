namespace Lws;

/// <summary>
/// Serves a protocol from a context. The order of the attributes is the server's order of preference among the subprotocols that
/// a client offers.
/// </summary>
/// <remarks>
/// A client that offers none of the names, or none at all, gets the first protocol served on exactly its path, else the first
/// one served on every path; where there is neither, 404.
/// </remarks>
/// <typeparam name="TProtocol">A struct marked <see cref="LwsProtocolAttribute"/>, of this assembly or another.</typeparam>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = true, Inherited = false)]
public sealed class ServeAttribute<TProtocol> : Attribute
{
    /// <summary>
    /// The path to serve on, such as <c>/echo</c>, compared exactly and without the query. Left out: every path.
    /// </summary>
    public string? Path { get; set; }
}

using System.ComponentModel;

namespace Lws.Dispatch;

/// <summary>What the emitted router chose for a request.</summary>
/// <param name="Protocol">The protocol's index, or -1: nothing is served on this path.</param>
/// <param name="IsOffered">Whether the client offered it, so that the response names it (RFC 6455 4.2.2).</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct Route(int Protocol, bool IsOffered);

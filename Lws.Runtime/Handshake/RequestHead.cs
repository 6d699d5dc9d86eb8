namespace Lws.Handshake;

/// <summary>A parsed request head: views of the received bytes, valid as long as these are.</summary>
internal readonly ref struct RequestHead
{
    public ReadOnlySpan<byte> Method { get; init; }

    /// <summary>The target up to the question mark, beginning with a slash, not percent-decoded.</summary>
    public ReadOnlySpan<byte> Path { get; init; }

    /// <summary>What follows the question mark; empty without one.</summary>
    public ReadOnlySpan<byte> Query { get; init; }

    public HeaderFields Headers { get; init; }
}

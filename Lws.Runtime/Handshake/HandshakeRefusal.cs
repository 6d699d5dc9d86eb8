namespace Lws.Handshake;

/// <summary>What a refused client is told. All of it is constant text, written for the developer at the other end.</summary>
internal readonly ref struct HandshakeRefusal
{
    public HandshakeRefusal(
        int status, ReadOnlySpan<byte> reasonPhrase, ReadOnlySpan<byte> explanation, ReadOnlySpan<byte> extraHeaders = default)
    {
        Status = status;
        ReasonPhrase = reasonPhrase;
        Explanation = explanation;
        ExtraHeaders = extraHeaders;
    }

    public int Status { get; }

    public ReadOnlySpan<byte> ReasonPhrase { get; }

    /// <summary>The body: one sentence.</summary>
    public ReadOnlySpan<byte> Explanation { get; }

    /// <summary>Header lines that belong to this status, each with its line end; mostly none.</summary>
    public ReadOnlySpan<byte> ExtraHeaders { get; }
}

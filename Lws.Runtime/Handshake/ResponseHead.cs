namespace Lws.Handshake;

/// <summary>A parsed response head: views of the received bytes, valid as long as these are.</summary>
internal readonly ref struct ResponseHead
{
    /// <summary>The status code, of three digits.</summary>
    public int Status { get; init; }

    /// <summary>The reason phrase as the server sent it, perhaps empty; any bytes but control characters other than HT.</summary>
    public ReadOnlySpan<byte> Reason { get; init; }

    public HeaderFields Headers { get; init; }
}

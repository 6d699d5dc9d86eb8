namespace Lws;

/// <summary>One header line of a request.</summary>
public readonly ref struct RequestHeader
{
    internal RequestHeader(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        Name = name;
        Value = value;
    }

    /// <summary>The name as the client wrote it; compare it without regard to case (RFC 9110 5.1).</summary>
    public ReadOnlySpan<byte> Name { get; }

    /// <summary>The value without the whitespace around it; any bytes but control characters other than HT.</summary>
    public ReadOnlySpan<byte> Value { get; }
}

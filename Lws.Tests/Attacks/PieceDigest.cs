namespace Lws.Tests.Attacks;

/// <summary>Length and FNV-1a hash of a message, however it is cut into pieces.</summary>
internal struct PieceDigest
{
    private const uint OffsetBasis = 2_166_136_261;
    private const uint Prime = 16_777_619;

    private long _length;
    private uint _hash;

    /// <summary>The digest of a whole message.</summary>
    public static PieceDigest Of(ReadOnlySpan<byte> message)
    {
        PieceDigest digest = default;
        digest.Add(message, FragmentPosition.Whole);
        return digest;
    }

    /// <returns>Whether the message is complete.</returns>
    public bool Add(ReadOnlySpan<byte> piece, FragmentPosition position)
    {
        if ((position & FragmentPosition.First) != 0)
            (_length, _hash) = (0, OffsetBasis);
        _length += piece.Length;
        foreach (byte value in piece)
            _hash = (_hash ^ value) * Prime;
        return (position & FragmentPosition.Final) != 0;
    }

    public override readonly string ToString() => $"{_length} {_hash:x8}";
}

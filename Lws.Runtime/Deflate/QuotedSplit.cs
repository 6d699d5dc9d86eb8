namespace Lws.Deflate;

/// <summary>Splits a header value at a separator, except inside quoted strings (RFC 9110 5.6.4). Linear; parts may be empty.</summary>
internal ref struct QuotedSplit
{
    private readonly byte _separator;
    private ReadOnlySpan<byte> _rest;
    private bool _isOver;

    public QuotedSplit(ReadOnlySpan<byte> text, char separator)
    {
        _rest = text;
        _separator = (byte)separator;
    }

    /// <summary>The current part, without the whitespace around it.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    public readonly QuotedSplit GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_isOver)
            return false;

        int end = EndOfPart();
        Current = _rest[..end].Trim(" \t"u8);
        _isOver = end == _rest.Length;
        if (!_isOver)
            _rest = _rest[(end + 1)..];
        return true;
    }

    private readonly int EndOfPart()
    {
        bool isQuoted = false;
        for (int at = 0; at < _rest.Length; at++)
        {
            byte character = _rest[at];
            if (character == '"')
                isQuoted = !isQuoted;
            else if (isQuoted && character == '\\')
                at++;
            else if (!isQuoted && character == _separator)
                return at;
        }

        return _rest.Length;
    }
}

using System.ComponentModel;
using System.Text;

namespace Lws.Handshake;

/// <summary>The elements of a comma-separated header, over all its lines in order (RFC 9110 5.6.1). Elements may be empty.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct HeaderElements
{
    private readonly HeaderFields _headers;
    private readonly ReadOnlySpan<byte> _name;
    private ReadOnlySpan<byte> _rest;
    private bool _isInLine;
    private int _nextHeader;

    internal HeaderElements(HeaderFields headers, ReadOnlySpan<byte> name)
    {
        _headers = headers;
        _name = name;
    }

    /// <summary>The element that the walk has reached, without the whitespace around it.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Begins where this one stands.</summary>
    public readonly HeaderElements GetEnumerator() => this;

    /// <summary>Goes to the next element.</summary>
    public bool MoveNext()
    {
        if (!_isInLine && !MoveToNextLine())
            return false;

        int comma = _rest.IndexOf((byte)',');
        _isInLine = comma >= 0;
        Current = (_isInLine ? _rest[..comma] : _rest).Trim(" \t"u8);
        _rest = _rest[(comma + 1)..];
        return true;
    }

    /// <summary>Whether an element not seen yet equals <paramref name="token"/>, without regard to case.</summary>
    internal readonly bool ContainsIgnoreCase(ReadOnlySpan<byte> token)
    {
        foreach (ReadOnlySpan<byte> element in this)
        {
            if (Ascii.EqualsIgnoreCase(element, token))
                return true;
        }

        return false;
    }

    private bool MoveToNextLine()
    {
        int header = _headers.IndexOf(_name, _nextHeader);
        if (header < 0)
            return false;

        _rest = _headers.ValueAt(header);
        _nextHeader = header + 1;
        return true;
    }
}

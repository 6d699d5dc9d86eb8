using Lws.Handshake;

namespace Lws;

/// <summary>Header lines of a request, in the order in which they came: all of them, or those of one name.</summary>
/// <remarks>For <c>foreach</c>. A view of the request, valid in <c>OnUpgrade</c>.</remarks>
public ref struct RequestHeaders
{
    private readonly HeaderFields _fields;
    private readonly ReadOnlySpan<byte> _name;
    private int _next;
    private int _current;

    internal RequestHeaders(HeaderFields fields, ReadOnlySpan<byte> name)
    {
        _fields = fields;
        _name = name;
    }

    /// <summary>The line that the walk has reached.</summary>
    public readonly RequestHeader Current => new(_fields.NameAt(_current), _fields.ValueAt(_current));

    /// <summary>Begins in front of the first.</summary>
    public readonly RequestHeaders GetEnumerator() => this;

    /// <summary>Goes to the next line.</summary>
    public bool MoveNext()
    {
        _current = _name.IsEmpty ? _next : _fields.IndexOf(_name, _next);
        _next = _current + 1;
        return _current >= 0 && _current < _fields.Count;
    }
}

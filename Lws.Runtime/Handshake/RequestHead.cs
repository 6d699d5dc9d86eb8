using System.Text;

namespace Lws.Handshake;

/// <summary>A parsed request head: views of the received bytes, valid as long as these are.</summary>
/// <remarks>Header names are compared without regard to case (RFC 9110 5.1).</remarks>
internal readonly ref struct RequestHead
{
    private readonly ReadOnlySpan<byte> _head;
    private readonly ReadOnlySpan<HeaderField> _fields;

    public RequestHead(ReadOnlySpan<byte> head, ReadOnlySpan<HeaderField> fields)
    {
        _head = head;
        _fields = fields;
    }

    public ReadOnlySpan<byte> Method { get; init; }

    /// <summary>The target up to the question mark, beginning with a slash, not percent-decoded.</summary>
    public ReadOnlySpan<byte> Path { get; init; }

    /// <summary>What follows the question mark; empty without one.</summary>
    public ReadOnlySpan<byte> Query { get; init; }

    /// <summary>How many header lines there are. A header given in several lines counts once for each.</summary>
    public int HeaderCount => _fields.Length;

    public ReadOnlySpan<byte> NameAt(int header) => _head[_fields[header].Name];

    public ReadOnlySpan<byte> ValueAt(int header) => _head[_fields[header].Value];

    /// <summary>The first header line of that name at <paramref name="from"/> or after it, or -1.</summary>
    public int IndexOf(ReadOnlySpan<byte> name, int from = 0)
    {
        for (int header = from; header < _fields.Length; header++)
        {
            if (Ascii.EqualsIgnoreCase(NameAt(header), name))
                return header;
        }

        return -1;
    }

    /// <summary>The elements of a header that is a comma-separated list, over all its lines.</summary>
    public HeaderElements ElementsOf(ReadOnlySpan<byte> name) => new(this, name);

    /// <summary>How many header lines have that name, and the value of the first.</summary>
    public int CountOf(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        int count = 0;
        value = default;
        for (int header = IndexOf(name); header >= 0; header = IndexOf(name, header + 1))
        {
            if (count++ == 0)
                value = ValueAt(header);
        }

        return count;
    }
}

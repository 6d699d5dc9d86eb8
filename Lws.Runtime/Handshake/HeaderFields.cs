using System.Text;

namespace Lws.Handshake;

/// <summary>The header lines of a parsed head: views of the received bytes, valid as long as these are.</summary>
/// <remarks>Names are compared without regard to case (RFC 9110 5.1).</remarks>
internal readonly ref struct HeaderFields
{
    private readonly ReadOnlySpan<byte> _head;
    private readonly ReadOnlySpan<HeaderField> _fields;

    public HeaderFields(ReadOnlySpan<byte> head, ReadOnlySpan<HeaderField> fields)
    {
        _head = head;
        _fields = fields;
    }

    /// <summary>How many header lines there are. A header given in several lines counts once for each.</summary>
    public int Count => _fields.Length;

    /// <summary>Splits the header lines of a head that <see cref="HeadScanner"/> has found (RFC 9112 5).</summary>
    /// <param name="head">The head, with its final empty line.</param>
    /// <param name="start">Where the first header line begins, behind the request line or the status line.</param>
    /// <param name="fields">Room for the header lines; more of them than that are refused.</param>
    /// <param name="headers">The header lines, when there is no error.</param>
    public static HandshakeError TryParse(ReadOnlySpan<byte> head, int start, Span<HeaderField> fields, out HeaderFields headers)
    {
        headers = default;
        int count = 0;
        while (head[start] != '\r')
        {
            if (count == fields.Length)
                return HandshakeError.TooManyHeaders;

            ReadOnlySpan<byte> line = head[start..];
            line = line[..line.IndexOf((byte)'\r')];
            int colon = line.IndexOf((byte)':');
            if (colon < 0 || !Token.IsValid(line[..colon]))
                return HandshakeError.MalformedHeader;

            int end = start + line.Length;
            ReadOnlySpan<byte> value = line[(colon + 1)..].TrimStart(" \t"u8);
            int valueStart = end - value.Length;
            int valueEnd = valueStart + value.TrimEnd(" \t"u8).Length;
            fields[count++] = new HeaderField(start..(start + colon), valueStart..valueEnd);
            start = end + 2;
        }

        headers = new HeaderFields(head, fields[..count]);
        return HandshakeError.None;
    }

    public ReadOnlySpan<byte> NameAt(int header) => _head[_fields[header].Name];

    public ReadOnlySpan<byte> ValueAt(int header) => _head[_fields[header].Value];

    /// <summary>The first header line of that name at <paramref name="from"/> or after it, or -1.</summary>
    public int IndexOf(scoped ReadOnlySpan<byte> name, int from = 0)
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
    public int CountOf(scoped ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
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

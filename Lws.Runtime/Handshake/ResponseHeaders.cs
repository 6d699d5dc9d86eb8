using System.Buffers;
using System.Text;
using Lws.Buffers;

namespace Lws.Handshake;

/// <summary>The header lines that a handler adds to the response of a handshake, checked, as they go on the wire.</summary>
/// <remarks>Loop thread only; one for all handshakes, emptied for each. Allocated with the first line that is added.</remarks>
internal sealed class ResponseHeaders
{
    /// <summary>The most that the lines of one response take, in bytes, line ends included.</summary>
    public const int MaxBytes = 8_192;

    private const int SeparatorsLength = 4; // the colon, a space, and the line end

    // RFC 9110 5.5: no control character but HT. A line end would begin a header, or a response, of somebody else's.
    private static readonly SearchValues<byte> NotInValues = SearchValues.Create(
        "\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u000a\u000b\u000c\u000d\u000e\u000f"u8 +
        "\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f\u007f"u8);

    private byte[] _bytes = [];
    private int _length;

    public long Bytes => ObjectSize.OfArray<byte>(_bytes.Length);

    public ReadOnlySpan<byte> Lines => _bytes.AsSpan(0, _length);

    public void Clear() => _length = 0;

    /// <exception cref="ArgumentException">The line cannot be sent, or is the library's to write, or there is no room for it.</exception>
    public void Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (!Token.IsValid(name))
            throw new ArgumentException("A header's name is a token: letters, digits and !#$%&'*+-.^_`|~.", nameof(name));
        if (IsOurs(name))
            throw new ArgumentException($"{Encoding.ASCII.GetString(name)} is written by Lws; leave it out.", nameof(name));
        if (value.ContainsAny(NotInValues))
            throw new ArgumentException("A header's value has no line ends and no other control characters.", nameof(value));
        if (name.Length + value.Length + SeparatorsLength > MaxBytes - _length)
            throw new ArgumentException($"The headers of one response take at most {MaxBytes:N0} bytes.", nameof(value));

        if (_bytes.Length == 0)
            _bytes = new byte[MaxBytes];
        var writer = new HttpWriter(_bytes.AsSpan(_length));
        writer.Write(name);
        writer.Write(": "u8);
        writer.Write(value);
        writer.Write("\r\n"u8);
        _length += writer.Length;
    }

    // Those of the handshake, and those that say where a response ends.
    private static bool IsOurs(ReadOnlySpan<byte> name) =>
        StartsWithIgnoreCase(name, "Sec-WebSocket-"u8)
        || Ascii.EqualsIgnoreCase(name, "Upgrade"u8)
        || Ascii.EqualsIgnoreCase(name, "Connection"u8)
        || Ascii.EqualsIgnoreCase(name, "Content-Length"u8)
        || Ascii.EqualsIgnoreCase(name, "Content-Type"u8)
        || Ascii.EqualsIgnoreCase(name, "Transfer-Encoding"u8)
        || Ascii.EqualsIgnoreCase(name, "Trailer"u8);

    private static bool StartsWithIgnoreCase(ReadOnlySpan<byte> name, ReadOnlySpan<byte> prefix) =>
        name.Length >= prefix.Length && Ascii.EqualsIgnoreCase(name[..prefix.Length], prefix);
}

using System.Diagnostics;
using System.Globalization;

namespace Lws.Handshake;

/// <summary>Appends the parts of a request or a response to a span that is large enough.</summary>
internal ref struct HttpWriter
{
    private readonly Span<byte> _destination;

    public HttpWriter(Span<byte> destination)
    {
        _destination = destination;
    }

    /// <summary>How many bytes have been written.</summary>
    public int Length { get; private set; }

    public void Write(scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_destination[Length..]);
        Length += bytes.Length;
    }

    public void Write(int number)
    {
        bool fits = number.TryFormat(_destination[Length..], out int written, provider: CultureInfo.InvariantCulture);
        Debug.Assert(fits, "There is room for the number.");
        Length += written;
    }
}

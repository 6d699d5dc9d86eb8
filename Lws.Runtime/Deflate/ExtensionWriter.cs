using System.Diagnostics;
using Lws.Handshake;

namespace Lws.Deflate;

/// <summary>Writes a <c>permessage-deflate</c> with its parameters, as a header's value.</summary>
internal ref struct ExtensionWriter
{
    /// <summary>The longest value, in bytes: all parameters, with two digits each.</summary>
    public const int MaxLength = 18 + 2 * (2 + 26) + 2 * (2 + 22 + 3);

    private HttpWriter _writer;

    public ExtensionWriter(Span<byte> destination)
    {
        Debug.Assert(destination.Length >= MaxLength, "There is room for the longest value.");
        _writer = new HttpWriter(destination);
        _writer.Write(DeflateNames.Extension);
    }

    /// <summary>How many bytes have been written.</summary>
    public readonly int Length => _writer.Length;

    public void Add(scoped ReadOnlySpan<byte> parameter)
    {
        _writer.Write("; "u8);
        _writer.Write(parameter);
    }

    public void Add(scoped ReadOnlySpan<byte> parameter, int bits)
    {
        Add(parameter);
        _writer.Write("="u8);
        _writer.Write(bits);
    }
}

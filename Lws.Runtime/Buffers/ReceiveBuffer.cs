using System.Diagnostics;

namespace Lws.Buffers;

/// <summary>The loop's one receive buffer: what one system call reads, parsed and unmasked in place.</summary>
/// <remarks>
/// Loop thread only. Its bytes are good until the next connection is served. Allocated for the first connection, as
/// <see cref="OutputBuffer"/> is.
/// </remarks>
internal sealed class ReceiveBuffer(int size)
{
    private byte[] _bytes = [];

    public long Bytes => ObjectSize.OfArray<byte>(_bytes.Length);

    /// <summary>To be called before a connection is served.</summary>
    public void Prepare()
    {
        if (_bytes.Length == 0)
            _bytes = GC.AllocateUninitializedArray<byte>(size, pinned: true);
    }

    /// <summary>Puts what was left over from before in front, and gives the room behind it.</summary>
    public Span<byte> After(ReadOnlySpan<byte> leftOver)
    {
        Debug.Assert(leftOver.Length < _bytes.Length, "What is left over leaves no room to receive.");
        leftOver.CopyTo(_bytes);
        return _bytes.AsSpan(leftOver.Length);
    }

    public Span<byte> First(int length) => _bytes.AsSpan(0, length);
}

using System.Diagnostics;

namespace Lws.Buffers;

/// <summary>The loop's one output buffer: what the connection that is being served sends, until it goes out in one system call.</summary>
/// <remarks>Loop thread only. Empty between two connections. Allocated for the first connection: a context at rest holds none.</remarks>
internal sealed class OutputBuffer(int size)
{
    private byte[] _bytes = [];
    private int _length;

    public long Bytes => ObjectSize.OfArray<byte>(_bytes.Length);

    public bool IsEmpty => _length == 0;

    public ReadOnlySpan<byte> Filled => _bytes.AsSpan(0, _length);

    public Span<byte> Free => _bytes.AsSpan(_length);

    /// <summary>To be called before a connection is served.</summary>
    public void Prepare()
    {
        if (_bytes.Length == 0)
            _bytes = GC.AllocateUninitializedArray<byte>(size, pinned: true);
    }

    /// <summary>Counts bytes that were written at the beginning of <see cref="Free"/>.</summary>
    public void Commit(int count)
    {
        Debug.Assert((uint)count <= (uint)(_bytes.Length - _length), "More was committed than was free.");
        _length += count;
    }

    public void Clear() => _length = 0;
}

using System.Diagnostics;

namespace Lws.Buffers;

/// <summary>The loop's one output buffer: what the connection that is being served sends, until it goes out in one system call.</summary>
/// <remarks>Loop thread only. Empty between two connections. Allocated for the first connection: a context at rest holds none.</remarks>
internal sealed class OutputBuffer(int size)
{
    private byte[] _bytes = [];
    private int _length;
    private int? _lentAt;

    public long Bytes => ObjectSize.OfArray<byte>(_bytes.Length);

    public bool IsEmpty => _length == 0;

    /// <summary>Whether somebody writes into it directly: then nothing is free.</summary>
    public bool IsLent => _lentAt is not null;

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

    /// <summary>Gives all that is free away, to be written without a span of the loop's: until <see cref="TakeBack"/>.</summary>
    public Memory<byte> Lend()
    {
        Debug.Assert(!IsLent, "It is lent once at a time.");
        _lentAt = _length;
        _length = _bytes.Length;
        return _bytes.AsMemory(_lentAt.Value);
    }

    /// <summary>Ends the loan; what was written stands at the beginning of <see cref="Free"/>, and is counted by <see cref="Commit"/>.</summary>
    public void TakeBack()
    {
        Debug.Assert(IsLent, "It is not lent.");
        _length = _lentAt.GetValueOrDefault();
        _lentAt = null;
    }

    public void Clear() => _length = 0;
}

namespace Lws.Testing;

/// <summary>Bytes on their way in one direction.</summary>
internal sealed class ByteQueue
{
    private byte[] _bytes = [];
    private int _start;

    public int Count { get; private set; }

    /// <summary>All that waits; the span is valid until the next call.</summary>
    public Span<byte> Waiting => _bytes.AsSpan(_start, Count);

    public void Put(ReadOnlySpan<byte> bytes)
    {
        if (_start + Count + bytes.Length > _bytes.Length)
            MakeRoom(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_start + Count));
        Count += bytes.Length;
    }

    public void Take(int count)
    {
        _start += count;
        Count -= count;
        if (Count == 0)
            _start = 0;
    }

    private void MakeRoom(int length)
    {
        var bytes = new byte[Math.Max(2 * Count, Count + length)];
        Waiting.CopyTo(bytes);
        _bytes = bytes;
        _start = 0;
    }
}

namespace Lws.Buffers;

/// <summary>An array of structs that grows by chunks, so that a reference into it stays valid while it grows.</summary>
/// <remarks>Loop thread only. An array that can never hold more than one chunk is exactly as long as its limit.</remarks>
internal sealed class ChunkedArray<T>
    where T : struct
{
    private const int ChunkShift = 7;
    private const int ChunkLength = 1 << ChunkShift;

    private readonly int _limit;
    private T[][] _chunks = [];

    public ChunkedArray(int limit)
    {
        _limit = limit;
    }

    /// <summary>Bytes held by the chunks, the list of chunks and their object headers.</summary>
    public long Bytes
    {
        get
        {
            long bytes = ObjectSize.OfArray<nint>(_chunks.Length);
            foreach (T[] chunk in _chunks)
                bytes += ObjectSize.OfArray<T>(chunk.Length);
            return bytes;
        }
    }

    public ref T this[int index] => ref _chunks[index >> ChunkShift][index & (ChunkLength - 1)];

    /// <summary>Makes the place <paramref name="index"/> exist. Places are reserved in ascending order, once each or more.</summary>
    public void Reserve(int index)
    {
        int chunk = index >> ChunkShift;
        if (chunk < _chunks.Length)
            return;

        Array.Resize(ref _chunks, chunk + 1);
        _chunks[chunk] = new T[Math.Min(ChunkLength, _limit - (chunk << ChunkShift))];
    }
}

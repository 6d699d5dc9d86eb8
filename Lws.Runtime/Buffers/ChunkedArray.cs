namespace Lws.Buffers;

/// <summary>An array of structs that grows by chunks, so that a reference into it stays valid while it grows.</summary>
/// <remarks>Loop thread only. An array that can never hold more than one chunk is exactly as long as its limit.</remarks>
internal sealed class ChunkedArray<T>(int limit)
    where T : struct
{
    private const int ChunkShift = 7;
    private const int ChunkLength = 1 << ChunkShift;

    private T[]?[] _chunks = [];

    /// <summary>Bytes held by the chunks, the list of chunks and their object headers.</summary>
    public long Bytes
    {
        get
        {
            long bytes = ObjectSize.OfArray<nint>(_chunks.Length);
            for (int chunk = 0; chunk < _chunks.Length && _chunks[chunk] is { } places; chunk++)
                bytes += ObjectSize.OfArray<T>(places.Length);
            return bytes;
        }
    }

    public ref T this[int index] => ref _chunks[index >> ChunkShift]![index & (ChunkLength - 1)];

    /// <summary>Makes the place <paramref name="index"/> exist. Places are reserved in ascending order, once each or more.</summary>
    public void Reserve(int index)
    {
        int chunk = index >> ChunkShift;
        if (chunk >= _chunks.Length)
            Array.Resize(ref _chunks, Math.Max(chunk + 1, 2 * _chunks.Length));
        _chunks[chunk] ??= new T[Math.Min(ChunkLength, limit - (chunk << ChunkShift))];
    }
}

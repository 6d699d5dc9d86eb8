namespace Lws.Interop;

/// <summary>A stream that compresses.</summary>
internal sealed unsafe class DeflateHandle : ZStreamHandle
{
    private const int Method = 8;
    private const int DefaultStrategy = 0;

    /// <param name="windowBits">9 to 15: zlib has no raw streams with a window of 256 bytes.</param>
    /// <param name="level">1, fastest, to 9, smallest.</param>
    /// <param name="memoryLevel">1 to 9.</param>
    /// <exception cref="InsufficientMemoryException">The process has no memory left for it.</exception>
    public DeflateHandle(int windowBits, int level, int memoryLevel)
    {
        fixed (ZStream* stream = &Stream)
            Own(CompressionNative.DeflateInit(stream, level, Method, -windowBits, memoryLevel, DefaultStrategy));
    }

    private protected override ZResult Step(ZStream* stream, ZFlush flush) => CompressionNative.Deflate(stream, flush);

    // The answer says whether a message was left unfinished; the memory is free either way.
    protected override bool ReleaseHandle()
    {
        fixed (ZStream* stream = &Stream)
            _ = CompressionNative.DeflateEnd(stream);
        return true;
    }
}

using System.Diagnostics;

namespace Lws.Interop;

/// <summary>A stream that inflates.</summary>
internal sealed unsafe class InflateHandle : ZStreamHandle
{
    /// <param name="windowBits">8 to 15.</param>
    /// <exception cref="InsufficientMemoryException">The process has no memory left for it.</exception>
    public InflateHandle(int windowBits)
    {
        fixed (ZStream* stream = &Stream)
            Own(CompressionNative.InflateInit(stream, -windowBits));
    }

    /// <summary>Begins a new stream with an empty window, whatever the last one ended with.</summary>
    public void Reset(int windowBits)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        fixed (ZStream* stream = &Stream)
        {
            ZResult result = CompressionNative.InflateReset(stream, -windowBits);
            Debug.Assert(result == ZResult.Ok, "A stream of this zlib can begin anew with any window.");
        }
    }

    private protected override ZResult Step(ZStream* stream, ZFlush flush) => CompressionNative.Inflate(stream, flush);

    protected override bool ReleaseHandle()
    {
        fixed (ZStream* stream = &Stream)
            _ = CompressionNative.InflateEnd(stream);
        return true;
    }
}

using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Lws.Interop;

/// <summary>
/// A raw deflate stream of zlib's (RFC 1951, without a header), in one direction. It is freed when it is disposed, or collected.
/// </summary>
/// <remarks>One thread at a time.</remarks>
internal abstract unsafe class ZStreamHandle : SafeHandle
{
    private protected ZStream Stream;

    private protected ZStreamHandle()
        : base(0, ownsHandle: true)
    {
    }

    public sealed override bool IsInvalid => handle == 0;

    /// <summary>Runs the stream once over input and destination.</summary>
    /// <param name="input">Advanced past what was consumed.</param>
    /// <param name="destination">At least a byte.</param>
    /// <param name="flush">How far to go.</param>
    /// <param name="written">How many bytes of the destination were filled.</param>
    public ZResult Run(ref ReadOnlySpan<byte> input, scoped Span<byte> destination, ZFlush flush, out int written)
    {
        Debug.Assert(!destination.IsEmpty, "zlib refuses to work without room.");
        ObjectDisposedException.ThrowIf(IsClosed, this);
        fixed (byte* source = input, target = destination)
        fixed (ZStream* stream = &Stream)
        {
            stream->NextIn = source;
            stream->AvailableIn = (uint)input.Length;
            stream->NextOut = target;
            stream->AvailableOut = (uint)destination.Length;
            ZResult result = Step(stream, flush);
            ThrowIfUnusable(result);
            input = input[(input.Length - (int)stream->AvailableIn)..];
            written = destination.Length - (int)stream->AvailableOut;
            return result;
        }
    }

    private protected abstract ZResult Step(ZStream* stream, ZFlush flush);

    /// <summary>Takes over the stream that an initialisation has made, or frees what a failed one has left.</summary>
    private protected void Own(ZResult initialised)
    {
        SetHandle(Stream.State);
        if (initialised == ZResult.Ok)
            return;

        Dispose();
        ThrowIfUnusable(initialised);
        throw new UnreachableException($"zlib cannot start a stream: {initialised}.");
    }

    private static void ThrowIfUnusable(ZResult result)
    {
        if (result == ZResult.MemoryError)
            throw new InsufficientMemoryException("No memory is left for a compression state; let fewer connections take over their context.");
        if (result == ZResult.StreamError)
            throw new UnreachableException("zlib was called with a stream or arguments that it does not know.");
    }
}

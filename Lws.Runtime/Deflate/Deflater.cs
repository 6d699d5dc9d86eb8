using System.Buffers;
using System.Diagnostics;
using Lws.Interop;

namespace Lws.Deflate;

/// <summary>
/// Compresses messages (RFC 7692 7.2.1) from spans into spans, in as many steps as it is given room for. Allocates nothing.
/// </summary>
/// <remarks>
/// Call <see cref="Deflate"/> with the same <see cref="DeflateFlush"/> and what it left of the input until it answers Done. A
/// message that has begun is either brought to its end or given up with <see cref="Clear"/>. One thread at a time.
/// </remarks>
internal sealed class Deflater : IDisposable
{
    /// <summary>How much room a step that ends a frame needs at least: the bits that wait, and an empty stored block.</summary>
    public const int MinDestination = 6;

    private const byte EmptyMessage = 0x00;

    private readonly DeflateHandle _stream;
    private bool _hasUnflushed; // Input was taken since the last flush.

    /// <param name="windowBits">9 to 15.</param>
    /// <param name="level">1, fastest, to 9, smallest.</param>
    /// <param name="memoryLevel">1 to 9.</param>
    public Deflater(int windowBits, int level, int memoryLevel)
    {
        Debug.Assert(windowBits is >= 9 and <= 15, "RFC 7692 7.1.2 has 8 to 15, zlib has 9 to 15.");
        _stream = new DeflateHandle(windowBits, level, memoryLevel);
        WindowBits = windowBits;
        NativeBytes = DeflateMemory.OfDeflater(windowBits, memoryLevel);
    }

    /// <summary>The window's size as a power of two.</summary>
    public int WindowBits { get; }

    /// <summary>What zlib allocated for it, in bytes.</summary>
    public int NativeBytes { get; }

    /// <summary>
    /// Whether a message may refer to those before it (context takeover). It may be changed between messages, while
    /// <see cref="IsClear"/>.
    /// </summary>
    public bool KeepsContext
    {
        get;
        set
        {
            Debug.Assert(IsClear, "What a message may refer to is settled in front of the first.");
            field = value;
        }
    }

    /// <summary>Nothing that was compressed before can be referred to: fit for another connection.</summary>
    public bool IsClear { get; private set; } = true;

    /// <summary>Compresses the next part of a message.</summary>
    /// <param name="input">The part; advanced past what was taken.</param>
    /// <param name="flush">What follows the part.</param>
    /// <param name="destination">Where the compressed bytes go; <see cref="MinDestination"/> bytes or more.</param>
    /// <param name="written">How many of them there are. None is possible, in front of the end of a message.</param>
    /// <returns>Done, or DestinationTooSmall: call again with what is left of the input, and new room.</returns>
    public OperationStatus Deflate(ref ReadOnlySpan<byte> input, DeflateFlush flush, Span<byte> destination, out int written)
    {
        Debug.Assert(destination.Length >= MinDestination, "A step needs room for what ends a frame.");
        _hasUnflushed |= !input.IsEmpty;
        if (!_hasUnflushed)
        {
            written = flush == DeflateFlush.Message ? EndWithoutInput(destination) : 0;
            return OperationStatus.Done;
        }

        IsClear = false;
        written = 0;
        if (flush == DeflateFlush.None)
        {
            if (!input.IsEmpty)
                _stream.Run(ref input, destination, ZFlush.None, out written);
            return input.IsEmpty ? OperationStatus.Done : OperationStatus.DestinationTooSmall;
        }

        return Flush(ref input, flush, destination, out written);
    }

    /// <summary>Forgets a message that has begun, and all before it, so that the next one stands for itself.</summary>
    public void Clear()
    {
        if (IsClear)
            return;

        Span<byte> unwanted = stackalloc byte[512];
        ReadOnlySpan<byte> input = [];
        int written;
        do
            _stream.Run(ref input, unwanted, ZFlush.Full, out written);
        while (written == unwanted.Length);
        _hasUnflushed = false;
        IsClear = true;
    }

    public void Dispose() => _stream.Dispose();

    // zlib does not flush twice. An empty stored block without its last four bytes is one byte (RFC 7692 7.2.3.6).
    private int EndWithoutInput(Span<byte> destination)
    {
        destination[0] = EmptyMessage;
        if (!KeepsContext)
            Clear();
        return 1;
    }

    // In two steps, so that the empty stored block comes out in one piece: what is cut in two cannot be taken off the end.
    private OperationStatus Flush(ref ReadOnlySpan<byte> input, DeflateFlush flush, Span<byte> destination, out int written)
    {
        _stream.Run(ref input, destination, ZFlush.Block, out written);
        if (!input.IsEmpty || destination.Length - written < MinDestination)
            return OperationStatus.DestinationTooSmall;

        bool isMessageEnd = flush == DeflateFlush.Message;
        bool clears = isMessageEnd && !KeepsContext;
        _stream.Run(ref input, destination[written..], clears ? ZFlush.Full : ZFlush.Sync, out int block);
        written += block;
        Debug.Assert(destination[..written].EndsWith(MessageTail.Bytes), "zlib ends a flush with an empty stored block.");
        if (isMessageEnd)
            written -= MessageTail.Bytes.Length;
        _hasUnflushed = false;
        IsClear = clears;
        return OperationStatus.Done;
    }
}

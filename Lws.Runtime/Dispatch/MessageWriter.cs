using System.Buffers;
using System.Diagnostics;
using Lws.Connections;
using Lws.Dispatch;
using Lws.Framing;
using Lws.Loop;

namespace Lws;

/// <summary>
/// Writes one message straight into the output, such as with <c>Utf8JsonWriter</c>:
/// <c>using MessageWriter writer = session.Write(MessageKind.Text); …; writer.Send();</c>
/// </summary>
/// <remarks>
/// Loop thread only, inside the handler that has got it. There is one a loop, used for one message after the other. A message that grows
/// beyond the loop's output buffer goes on in a pooled block.
/// </remarks>
public sealed class MessageWriter : IBufferWriter<byte>, IDisposable
{
    private const int SmallestBlock = 4_096;

    private readonly EventLoop _loop;
    private bool _isOpen;
    private int _slot;
    private Opcode _opcode;
    private Memory<byte> _lent; // of the output buffer; empty where the message lies in the block
    private int _headerRoom;
    private int _block;

    internal MessageWriter(EventLoop loop)
    {
        _loop = loop;
    }

    /// <summary>Bytes of the message so far.</summary>
    public int WrittenBytes { get; private set; }

    internal bool IsOpen => _isOpen;

    /// <summary>Room for the next bytes of the message.</summary>
    /// <param name="sizeHint">How many at least; 0 for any number.</param>
    /// <exception cref="ArgumentException">The message would be over 1 GiB.</exception>
    /// <exception cref="InvalidOperationException">The message has been sent or discarded.</exception>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        CheckOpen();
        ArgumentOutOfRangeException.ThrowIfNegative(sizeHint);
        Session.CheckLength((long)WrittenBytes + sizeHint);
        int needed = Math.Max(sizeHint, 1);
        if (!_lent.IsEmpty && _lent.Length - _headerRoom - WrittenBytes >= needed)
            return _lent[(_headerRoom + WrittenBytes)..];
        if (!_lent.IsEmpty || _block == 0)
            MoveToBlock(needed);
        else if (_loop.Blocks[_block].Free.Length < needed)
            _block = _loop.Blocks.Grow(_block, WrittenBytes + needed);
        return _loop.Blocks[_block].Bytes.AsMemory(WrittenBytes);
    }

    /// <inheritdoc cref="GetMemory"/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Counts bytes that were written at the beginning of what <see cref="GetMemory"/> gave.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There was no room for so many.</exception>
    /// <exception cref="InvalidOperationException">The message has been sent or discarded.</exception>
    public void Advance(int count)
    {
        CheckOpen();
        int room = _lent.IsEmpty ? (_block == 0 ? 0 : _loop.Blocks[_block].Free.Length) : _lent.Length - _headerRoom - WrittenBytes;
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, room);
        WrittenBytes += count;
        if (_block != 0)
            _loop.Blocks[_block].End = WrittenBytes;
    }

    /// <summary>Sends what was written as one message.</summary>
    /// <returns>As <see cref="Session.Send(ReadOnlySpan{byte}, MessageKind)"/>.</returns>
    /// <exception cref="ArgumentException">The message is over 1 GiB.</exception>
    /// <exception cref="InvalidOperationException">The message has been sent or discarded.</exception>
    public SendResult Send()
    {
        CheckOpen();
        Session.CheckLength(WrittenBytes);
        ref Connection connection = ref _loop.Connections[_slot];
        SendResult result;
        if (_lent.IsEmpty)
        {
            ReadOnlySpan<byte> payload = _block == 0 ? default : _loop.Blocks[_block].Filled;
            result = _loop.Outbound.Send(ref connection, _opcode, payload);
        }
        else
        {
            _lent = default;
            result = _loop.Outbound.SendLent(ref connection, _opcode, _headerRoom, WrittenBytes);
        }

        Dispose();
        return result;
    }

    /// <summary>Discards the message where it has not been sent.</summary>
    public void Dispose()
    {
        if (!_lent.IsEmpty)
            _loop.Outbound.TakeBack();
        _lent = default;
        _loop.ReturnBlock(ref _block);
        _isOpen = false;
    }

    /// <summary>Begins a message for a connection.</summary>
    /// <param name="slot">The connection's.</param>
    /// <param name="opcode">Text or binary.</param>
    /// <param name="lent">The free part of the output buffer; or empty where the message has to go round it.</param>
    /// <param name="headerRoom">Bytes to be left free at the beginning of that, for the frame's header.</param>
    internal void Begin(int slot, Opcode opcode, Memory<byte> lent, int headerRoom)
    {
        Debug.Assert(!_isOpen && _block == 0, "One message is written at a time.");
        _isOpen = true;
        _slot = slot;
        _opcode = opcode;
        _lent = lent;
        _headerRoom = headerRoom;
        WrittenBytes = 0;
    }

    private void CheckOpen()
    {
        if (!_isOpen)
            ThrowHelper.WriterNotOpen();
    }

    private void MoveToBlock(int needed)
    {
        _block = _loop.Blocks.Rent((int)Math.Clamp(2L * (WrittenBytes + needed), SmallestBlock, Array.MaxLength));
        if (_lent.IsEmpty)
            return;
        ref Buffers.Block block = ref _loop.Blocks[_block];
        _lent.Span.Slice(_headerRoom, WrittenBytes).CopyTo(block.Free);
        block.End = WrittenBytes;
        _lent = default;
        _loop.Outbound.TakeBack();
    }
}

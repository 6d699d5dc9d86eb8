using Lws.Dispatch;
using Lws.Framing;

namespace Lws.Connections;

/// <summary>Lending the output buffer to a <see cref="MessageWriter"/>: nothing else goes into it meanwhile.</summary>
internal sealed partial class Outbound
{
    // With less than this free, a message would soon have to be moved.
    private const int LeastLoan = 1_024;

    private MessageWriter? _writer;
    private int _corkOfWriter; // the connection that was served when its message was begun

    /// <summary>Gives the loop's writer for one message.</summary>
    public MessageWriter Write(ref Connection connection, Opcode opcode)
    {
        _writer ??= new MessageWriter(loop);
        if (_writer.IsOpen && _corkOfWriter != _corked)
            DiscardWriter();
        if (_writer.IsOpen)
            ThrowHelper.WriterOpen();
        CheckWhole(in connection);

        bool isLent = connection.State == ConnectionState.Open && IsBuffered(ref connection) && _output.Free.Length >= LeastLoan;
        int headerRoom = FrameHeader.LengthFor(ushort.MaxValue, connection.Has(ConnectionFlags.Client));
        _corkOfWriter = _corked;
        _writer.Begin(connection.Slot, opcode, isLent ? _output.Lend() : default, headerRoom);
        return _writer;
    }

    /// <summary>The message is not, or no longer, written into the buffer.</summary>
    public void TakeBack() => _output.TakeBack();

    /// <summary>Makes a frame of the payload that was written into the buffer. A short header draws it forward by a few bytes.</summary>
    public SendResult SendLent(ref Connection connection, Opcode opcode, int headerRoom, int length)
    {
        _output.TakeBack();
        if (connection.State != ConnectionState.Open)
            return SendResult.Closed;
        CheckWhole(in connection);

        bool isClient = connection.Has(ConnectionFlags.Client);
        Span<byte> free = _output.Free;
        if (TrySendDeflated(ref connection, opcode, new Payload(free.Slice(headerRoom, length)), out SendResult result))
            return result;
        int headerLength = FrameHeader.LengthFor(length, isClient);
        if (headerLength != headerRoom)
            free.Slice(headerRoom, length).CopyTo(free[headerLength..]);
        if (isClient)
        {
            uint mask = _keys.Take();
            FrameHeader.WriteMasked(free, opcode, isFinal: true, length, mask);
            Masking.Apply(free.Slice(headerLength, length), mask);
        }
        else
        {
            FrameHeader.Write(free, opcode, isFinal: true, length);
        }

        _output.Commit(headerLength + length);
        loop.Counts.SentMessage(in connection);
        return SendResult.Sent;
    }

    /// <summary>Discards a message that was not sent.</summary>
    public void DiscardWriter() => _writer?.Dispose();

    // What the loop itself has to send cannot wait for a handler that has forgotten its writer.
    private void EndLoan(Opcode opcode)
    {
        if (opcode is not (Opcode.Close or Opcode.Pong))
            ThrowHelper.WriterOpen();
        DiscardWriter();
    }
}

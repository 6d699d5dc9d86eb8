using Lws.Dispatch;
using Lws.Framing;

namespace Lws.Connections;

/// <summary>Messages that go out compressed: each in a pooled block first, since its length stands in front of it.</summary>
internal sealed partial class Outbound
{
    /// <summary>Whether a message of that length is compressed, if that makes it shorter.</summary>
    public bool IsDeflated(ref readonly Connection connection, long length) =>
        connection.Has(ConnectionFlags.Deflates) && length >= loop.Compression!.Options.Threshold;

    /// <returns>False where the message is to be sent as it is: too short, or not to be made shorter.</returns>
    private bool TrySendDeflated(ref Connection connection, Opcode opcode, scoped in Payload payload, out SendResult result)
    {
        result = SendResult.Dropped;
        if (!IsDeflated(in connection, payload.Length))
            return false;
        if (_output.IsLent && IsBuffered(ref connection))
            ThrowHelper.WriterOpen();
        int block = loop.Compression!.Deflate(ref connection, in payload);
        if (block == 0)
            return false;

        result = SendPlain(ref connection, opcode | Opcode.Deflated, new Payload(loop.Blocks[block].Filled));
        loop.Blocks.Return(block);
        if (result == SendResult.Dropped)
            loop.Compression.Forget(ref connection);
        return true;
    }

    // Later messages must not refer to one that may be replaced; and so it must not refer to those before it either.
    private bool TryQueueKeyedDeflated(ref Connection connection, Opcode opcode, ReadOnlySpan<byte> payload, ulong key, int limit)
    {
        loop.Compression!.Forget(ref connection);
        int block = loop.Compression.Deflate(ref connection, new Payload(payload));
        if (block == 0)
            return TryQueueKeyed(ref connection, opcode, payload, key, limit);

        bool isQueued = TryQueueKeyed(ref connection, opcode | Opcode.Deflated, loop.Blocks[block].Filled, key, limit);
        loop.Blocks.Return(block);
        loop.Compression.Forget(ref connection);
        return isQueued;
    }
}

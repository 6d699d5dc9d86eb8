using Lws.Buffers;
using Lws.Framing;
using Lws.Loop;

namespace Lws.Connections;

/// <summary>
/// One message that many connections are sent. Each of its frames is made once, when the first connection needs it, and shared by all that need
/// the same: the plain one, and compressed ones without context takeover, by window.
/// </summary>
/// <remarks>Loop thread only. Passed by reference, and disposed when all have been sent it.</remarks>
internal ref struct SharedMessage(EventLoop loop, Opcode opcode, ReadOnlySpan<byte> payload, ulong? key)
{
    private SharedBytes _plain;
    private DeflatedFrames _deflated;

    public readonly Opcode Opcode => opcode;

    public readonly ReadOnlySpan<byte> Payload { get; } = payload;

    /// <summary>What it replaces, where it has a key.</summary>
    public readonly ulong? Key => key;

    /// <summary>The frame that a server sends to a connection.</summary>
    public SharedBytes FrameFor(ref Connection connection)
    {
        if (loop.Outbound.IsDeflated(in connection, Payload.Length))
            return DeflatedFor(ref connection);
        if (_plain.Block == 0)
            _plain = Encode(opcode, Payload);
        return _plain;
    }

    public readonly void Dispose()
    {
        Release(_plain);
        foreach (SharedBytes frame in _deflated)
            Release(frame);
    }

    private SharedBytes DeflatedFor(ref Connection connection)
    {
        int windowBits = loop.Connections.Detail(connection.Slot).Deflate.OutgoingWindowBits(isClient: false);
        ref SharedBytes frame = ref _deflated[windowBits - DeflatedFrames.SmallestWindowBits];
        if (frame.Block == 0)
            frame = Deflate(ref connection);
        return frame;
    }

    private readonly SharedBytes Deflate(ref Connection connection)
    {
        int block = loop.Compression!.Deflate(ref connection, new Payload(Payload));
        if (block == 0)
            return Encode(opcode, Payload);
        SharedBytes frame = Encode(opcode | Opcode.Deflated, loop.Blocks[block].Filled);
        loop.Blocks.Return(block);
        return frame;
    }

    // One with a key may wait for long, until a newer one takes its place, and would keep its neighbours in memory.
    private readonly SharedBytes Encode(Opcode frameOpcode, ReadOnlySpan<byte> content)
    {
        SharedBytes frame = loop.Blocks.Share(FrameHeader.LengthFor(content.Length, masked: false) + content.Length, isAlone: key is not null);
        FrameHeader.Write(loop.Blocks.BytesOf(frame), frameOpcode, content);
        return frame;
    }

    private readonly void Release(SharedBytes frame)
    {
        if (frame.Block != 0)
            loop.Blocks.Release(frame.Block);
    }
}

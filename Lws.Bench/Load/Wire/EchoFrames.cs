namespace Lws.Bench.Load.Wire;

/// <summary>What every connection sends and expects, made once: the load copies no payload and masks none.</summary>
internal sealed class EchoFrames
{
    private readonly byte[] _burst;
    private readonly byte[] _echo;

    /// <param name="payloadBytes">Of each message.</param>
    /// <param name="depth">The most frames that go out at once.</param>
    /// <param name="isRaw">The server sends back what it gets; otherwise it answers with WebSocket frames.</param>
    public EchoFrames(int payloadBytes, int depth, bool isRaw)
    {
        byte[] payload = new byte[payloadBytes];
        for (int i = 0; i < payload.Length; i++)
            payload[i] = (byte)('a' + (i % 26));

        byte[] frame = ClientFrame.Write(ClientFrame.Binary, payload);
        byte[] header = isRaw ? frame[..^payloadBytes] : ClientFrame.Header(ClientFrame.Binary, payloadBytes);
        _echo = isRaw ? frame : [.. header, .. payload];
        _burst = new byte[frame.Length * depth];
        for (int i = 0; i < depth; i++)
            frame.CopyTo(_burst, i * frame.Length);
        FrameLength = frame.Length;
        HeaderLength = header.Length;
        PayloadLength = payloadBytes;
        IsRaw = isRaw;
    }

    public bool IsRaw { get; }

    public int PayloadLength { get; }

    /// <summary>Bytes of one frame of ours.</summary>
    public int FrameLength { get; }

    /// <summary>Bytes in front of the payload in an echo.</summary>
    public int HeaderLength { get; }

    /// <summary>One echo.</summary>
    public ReadOnlySpan<byte> Echo => _echo;

    /// <summary>The last bytes of the burst: all frames are alike, so what is unsent of any number of them is its end.</summary>
    public ReadOnlySpan<byte> Unsent(int bytes) => _burst.AsSpan(_burst.Length - bytes);
}

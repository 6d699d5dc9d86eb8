using System.Buffers;
using Lws.Buffers;
using Lws.Deflate;
using Lws.Framing;
using Lws.Loop;

namespace Lws.Connections;

/// <summary>
/// The compressors of one loop, at work for its connections: one without context takeover has a compressor or an inflater only while a
/// message is in progress, one with it until it ends.
/// </summary>
/// <remarks>Loop thread only.</remarks>
internal sealed class SharedCompression(EventLoop loop, DeflateOptions options) : Compression
{
    private const int SmallestBlock = 512;
    private const int ExpectedRatio = 4;

    private readonly DeflatePool _pool = new(options, loop.Guard.Share);
    private readonly Dictionary<int, Deflater> _deflaters = []; // by slot
    private readonly Dictionary<int, Inflater> _inflaters = [];

    public override DeflateOptions Options => options;

    public override long RentedBytes => _pool.RentedBytes;

    public override long RetainedBytes => _pool.RetainedBytes;

    public override long HeldBy(int slot) =>
        (_deflaters.TryGetValue(slot, out Deflater? deflater) ? deflater.NativeBytes : 0)
        + (_inflaters.ContainsKey(slot) ? DeflateMemory.OfInflater : 0);

    public override int Deflate(ref Connection connection, scoped in Payload payload)
    {
        DeflateParameters agreed = AgreedOf(ref connection);
        bool isClient = connection.Has(ConnectionFlags.Client);
        int windowBits = agreed.OutgoingWindowBits(isClient);
        if (!agreed.KeepsOutgoingContext(isClient))
            return DeflateAlone(windowBits, in payload);

        if (!_deflaters.TryGetValue(connection.Slot, out Deflater? deflater))
        {
            deflater = _pool.RentDeflater(windowBits, keepsContext: true);
            _deflaters.Add(connection.Slot, deflater);
        }

        return Deflate(deflater, in payload);
    }

    public override void Forget(ref Connection connection)
    {
        if (_deflaters.TryGetValue(connection.Slot, out Deflater? deflater))
            deflater.Clear();
    }

    public override OperationStatus Inflate(
        ref Connection connection,
        ref ReadOnlySpan<byte> input,
        bool isMessageEnd,
        long maxLength,
        Span<byte> destination,
        out int written,
        out ProtocolError error)
    {
        DeflateParameters agreed = AgreedOf(ref connection);
        bool isClient = connection.Has(ConnectionFlags.Client);
        bool keepsContext = agreed.KeepsIncomingContext(isClient);
        if (!_inflaters.TryGetValue(connection.Slot, out Inflater? inflater))
        {
            inflater = _pool.RentInflater(agreed.IncomingWindowBits(isClient), keepsContext);
            _inflaters.Add(connection.Slot, inflater);
        }

        OperationStatus status = inflater.Inflate(ref input, isMessageEnd, maxLength, destination, out written, out error);
        if (status == OperationStatus.InvalidData || status == OperationStatus.Done && !keepsContext)
            ReturnInflater(connection.Slot);
        return status;
    }

    public override void End(ref Connection connection)
    {
        if (_deflaters.Remove(connection.Slot, out Deflater? deflater))
            _pool.Return(deflater);
        ReturnInflater(connection.Slot);
        loop.Connections.Detail(connection.Slot).Deflate = default;
        connection.Clear(ConnectionFlags.Deflates | ConnectionFlags.Inflates);
    }

    public override void Dispose()
    {
        foreach (Deflater deflater in _deflaters.Values)
            deflater.Dispose();
        foreach (Inflater inflater in _inflaters.Values)
            inflater.Dispose();
        _deflaters.Clear();
        _inflaters.Clear();
        _pool.Dispose();
    }

    private DeflateParameters AgreedOf(ref Connection connection) => loop.Connections.Detail(connection.Slot).Deflate;

    private void ReturnInflater(int slot)
    {
        if (_inflaters.Remove(slot, out Inflater? inflater))
            _pool.Return(inflater);
    }

    private int DeflateAlone(int windowBits, scoped in Payload payload)
    {
        Deflater deflater = _pool.RentDeflater(windowBits, keepsContext: false);
        int block = Deflate(deflater, in payload);
        _pool.Return(deflater);
        return block;
    }

    // Into a block that grows up to the length of the message itself: what is not shorter is not worth the peer's work.
    private int Deflate(Deflater deflater, scoped in Payload payload)
    {
        int length = (int)payload.Length;
        int block = loop.Blocks.Rent(Math.Max(length / ExpectedRatio, SmallestBlock));
        for (int index = 0; index < payload.Count; index++)
        {
            ReadOnlySpan<byte> input = payload[index];
            DeflateFlush flush = index == payload.Count - 1 ? DeflateFlush.Message : DeflateFlush.None;
            if (TryDeflate(deflater, ref input, flush, ref block, length))
                continue;
            deflater.Clear();
            loop.ReturnBlock(ref block);
            return 0;
        }

        return block;
    }

    private bool TryDeflate(Deflater deflater, ref ReadOnlySpan<byte> input, DeflateFlush flush, ref int block, int maxLength)
    {
        while (true)
        {
            if (loop.Blocks[block].Free.Length < Deflater.MinDestination)
                block = loop.Blocks.Grow(block, SmallestBlock);
            ref Block output = ref loop.Blocks[block];
            OperationStatus status = deflater.Deflate(ref input, flush, output.Free, out int written);
            output.End += written;
            if (output.End >= maxLength)
                return false;
            if (status == OperationStatus.Done)
                return true;
        }
    }
}

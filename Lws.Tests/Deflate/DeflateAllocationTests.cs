using System.Buffers;
using Lws.Deflate;
using Lws.Handshake;
using Lws.Tests.Limits;
using Xunit;

namespace Lws.Tests.Deflate;

[Collection(Alone.Name)]
public class DeflateAllocationTests
{
    private const int Messages = 3_000;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Messages_allocate_nothing(bool keepsContext)
    {
        using var pool = new DeflatePool(new DeflateOptions());
        byte[] message = Samples.Json(1);
        byte[] compressed = new byte[4_096];
        byte[] inflated = new byte[4_096];
        Deflater? ownDeflater = keepsContext ? pool.RentDeflater(15, keepsContext) : null;
        Inflater? ownInflater = keepsContext ? pool.RentInflater(15, keepsContext) : null;
        Exchange();

        long before = GC.GetAllocatedBytesForCurrentThread();
        int same = 0;
        for (int number = 0; number < Messages; number++)
            same += Exchange() ? 1 : 0;
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal((0, Messages), (allocated, same));

        bool Exchange()
        {
            Deflater deflater = ownDeflater ?? pool.RentDeflater(15, keepsContext: false);
            ReadOnlySpan<byte> input = message;
            deflater.Deflate(ref input, DeflateFlush.Message, compressed, out int length);
            if (ownDeflater is null)
                pool.Return(deflater);

            Inflater inflater = ownInflater ?? pool.RentInflater(15, keepsContext: false);
            ReadOnlySpan<byte> frame = compressed.AsSpan(0, length);
            OperationStatus status = inflater.Inflate(ref frame, true, 4_096, inflated, out length, out _);
            if (ownInflater is null)
                pool.Return(inflater);
            return status == OperationStatus.Done && inflated.AsSpan(0, length).SequenceEqual(message);
        }
    }

    [Fact]
    public void Negotiations_allocate_nothing()
    {
        byte[] head = "Sec-WebSocket-Extensions: a; b=\"c,d\", permessage-deflate; server_max_window_bits=10\r\n\r\n"u8.ToArray();
        var fields = new HeaderField[4];
        byte[] value = new byte[ExtensionWriter.MaxLength];
        var options = new DeflateOptions();
        Assert.InRange(Negotiate(), 1, value.Length);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int number = 0; number < Messages; number++)
            Negotiate();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        int Negotiate()
        {
            HeaderFields.TryParse(head, 0, fields, out HeaderFields headers);
            ClientNegotiation.WriteOffer(value, options);
            ClientNegotiation.TryConfirm(headers, options, out _);
            return ServerNegotiation.TryAccept(headers, options, out DeflateParameters parameters)
                ? ServerNegotiation.WriteResponse(value, parameters)
                : 0;
        }
    }
}

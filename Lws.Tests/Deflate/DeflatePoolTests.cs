using Lws.Deflate;
using Lws.Framing;
using Xunit;

namespace Lws.Tests.Deflate;

public class DeflatePoolTests
{
    private static readonly byte[] Hello = "Hello"u8.ToArray();

    [Fact]
    public void Nothing_is_held_in_front_of_the_first_use()
    {
        using var pool = new DeflatePool(new DeflateOptions());

        Assert.Equal((0, 0), (pool.RentedBytes, pool.RetainedBytes));
    }

    [Fact]
    public void The_same_states_serve_one_message_after_another()
    {
        using var pool = new DeflatePool(new DeflateOptions());
        Deflater deflater = pool.RentDeflater(15, keepsContext: false);
        Inflater inflater = pool.RentInflater(15, keepsContext: false);
        Assert.Equal((deflater.NativeBytes + DeflateMemory.OfInflater, 0), (pool.RentedBytes, pool.RetainedBytes));

        pool.Return(deflater);
        pool.Return(inflater);

        Assert.Equal((0, deflater.NativeBytes + DeflateMemory.OfInflater), (pool.RentedBytes, pool.RetainedBytes));
        Assert.Same(deflater, pool.RentDeflater(15, keepsContext: true));
        Assert.Same(inflater, pool.RentInflater(9, keepsContext: true));
        Assert.Equal(0, pool.RetainedBytes);
    }

    [Fact]
    public void What_comes_back_in_the_middle_of_a_message_is_as_new_for_the_next()
    {
        using var pool = new DeflatePool(new DeflateOptions());
        Deflater deflater = pool.RentDeflater(15, keepsContext: true);
        deflater.Compress(Hello);
        ReadOnlySpan<byte> input = Hello;
        deflater.Deflate(ref input, DeflateFlush.None, new byte[100], out _);
        Inflater inflater = pool.RentInflater(15, keepsContext: true);
        ReadOnlySpan<byte> half = [0xF2, 0x48, 0xCD];
        inflater.Inflate(ref half, false, 100, new byte[100], out _, out _);
        pool.Return(deflater);
        pool.Return(inflater);

        Assert.Equal("F248CDC9C90700", Convert.ToHexString(pool.RentDeflater(15, keepsContext: false).Compress(Hello)));
        byte[] hello = Convert.FromHexString("F248CDC9C90700");
        Assert.Equal((ProtocolError.None, "Hello"), Text(pool.RentInflater(15, keepsContext: false).Inflate(hello)));
    }

    [Fact]
    public void A_compressor_serves_its_window_alone()
    {
        using var pool = new DeflatePool(new DeflateOptions());
        Deflater small = pool.RentDeflater(10, keepsContext: false);
        pool.Return(small);

        Deflater large = pool.RentDeflater(15, keepsContext: false);

        Assert.NotSame(small, large);
        Assert.Equal(15, large.WindowBits);
        Assert.Same(small, pool.RentDeflater(10, keepsContext: false));
    }

    [Fact]
    public void It_keeps_as_many_as_it_may_and_of_those_the_last_used()
    {
        using var pool = new DeflatePool(new DeflateOptions { MaxKept = 3 });
        Deflater[] deflaters = [.. Enumerable.Range(9, 7).Select(bits => pool.RentDeflater(bits, keepsContext: false))];
        Inflater[] inflaters = [.. Enumerable.Range(9, 7).Select(bits => pool.RentInflater(bits, keepsContext: false))];

        foreach (Deflater deflater in deflaters)
            pool.Return(deflater);
        foreach (Inflater inflater in inflaters)
            pool.Return(inflater);

        Assert.Equal(0, pool.RentedBytes);
        Assert.Equal(deflaters[4..].Sum(deflater => deflater.NativeBytes) + 3 * DeflateMemory.OfInflater, pool.RetainedBytes);
        Assert.Throws<ObjectDisposedException>(() => deflaters[0].Compress(Hello));
        Assert.Same(deflaters[^1], pool.RentDeflater(15, keepsContext: false));
    }

    [Fact]
    public void With_nothing_to_keep_all_is_freed()
    {
        using var pool = new DeflatePool(new DeflateOptions { MaxKept = 0 });
        pool.Return(pool.RentDeflater(15, keepsContext: false));
        pool.Return(pool.RentInflater(15, keepsContext: false));

        Assert.Equal((0, 0), (pool.RentedBytes, pool.RetainedBytes));
    }

    [Fact]
    public void What_comes_back_after_its_end_is_freed()
    {
        var pool = new DeflatePool(new DeflateOptions());
        Deflater deflater = pool.RentDeflater(15, keepsContext: false);
        Inflater inflater = pool.RentInflater(15, keepsContext: false);

        pool.Dispose();
        pool.Return(deflater);
        pool.Return(inflater);

        Assert.Throws<ObjectDisposedException>(() => deflater.Compress(Hello));
        Assert.Throws<ObjectDisposedException>(() => inflater.Inflate([0x00]));
        Assert.Equal((0, 0), (pool.RentedBytes, pool.RetainedBytes));
    }

    private static (ProtocolError Error, string Text) Text((ProtocolError Error, byte[] Message) result) =>
        (result.Error, System.Text.Encoding.ASCII.GetString(result.Message));
}

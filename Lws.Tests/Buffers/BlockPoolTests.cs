using Lws.Buffers;
using Xunit;

namespace Lws.Tests.Buffers;

public class BlockPoolTests
{
    [Theory]
    [InlineData(0, 512)]
    [InlineData(1, 512)]
    [InlineData(512, 512)]
    [InlineData(513, 1_024)]
    [InlineData(4_097, 8_192)]
    [InlineData(1 << 20, 1 << 20)]
    public void A_block_is_the_smallest_power_of_two_that_holds_what_was_asked_for(int minimumLength, int length)
    {
        var pool = new BlockPool(retainLimit: 0);
        int handle = pool.Rent(minimumLength);

        Assert.True(handle >= 1);
        Assert.Equal(length, pool[handle].Bytes.Length);
        Assert.Equal(length, pool[handle].Free.Length);
        Assert.True(pool[handle].Filled.IsEmpty);
        Assert.Equal(0, pool[handle].Next);
    }

    [Fact]
    public void A_block_over_1_MiB_is_given_but_never_retained()
    {
        var pool = new BlockPool(long.MaxValue);
        int handle = pool.Rent((1 << 20) + 1);
        Assert.True(pool[handle].Bytes.Length > 1 << 20);
        Assert.Equal(pool[handle].Bytes.Length, pool.RentedBytes);

        pool.Return(handle);

        Assert.Equal((0, 0, 0), (pool.RentedBytes, pool.RetainedBytes, pool.RentedBlocks));
    }

    [Fact]
    public void A_returned_block_is_rented_again_empty_and_out_of_its_chain()
    {
        var pool = new BlockPool(retainLimit: 1_024);
        int handle = pool.Rent(600);
        ref Block block = ref pool[handle];
        byte[] bytes = block.Bytes;
        (block.Start, block.End, block.Next) = (10, 20, 0);
        pool.Return(handle);
        Assert.Equal((0, 1_024, 0), (pool.RentedBytes, pool.RetainedBytes, pool.RentedBlocks));

        ref Block again = ref pool[pool.Rent(1_000)];

        Assert.Same(bytes, again.Bytes);
        Assert.Equal((0, 0, 0), (again.Start, again.End, again.Next));
        Assert.Equal((1_024, 0, 1), (pool.RentedBytes, pool.RetainedBytes, pool.RentedBlocks));
    }

    [Fact]
    public void Above_the_limit_nothing_is_retained()
    {
        var pool = new BlockPool(retainLimit: 1_000);
        int first = pool.Rent(512);
        int second = pool.Rent(512);
        pool.Return(first);
        pool.Return(second);

        Assert.Equal(512, pool.RetainedBytes);
        Assert.Equal(0, pool.RentedBytes);
    }

    [Fact]
    public void A_chain_is_returned_as_a_whole()
    {
        var pool = new BlockPool(long.MaxValue);
        int first = pool.Rent(512);
        pool[first].Next = pool.Rent(2_048);
        pool[pool[first].Next].Next = pool.Rent(512);

        pool.ReturnChain(first);
        pool.ReturnChain(0);

        Assert.Equal((0, 3_072, 0), (pool.RentedBytes, pool.RetainedBytes, pool.RentedBlocks));
    }

    [Theory]
    [InlineData(0, 1_024)]
    [InlineData(1_500, 2_048)]
    [InlineData(3_000_000, 3_000_000)]
    public void Growing_moves_the_filled_bytes_and_the_chain_behind(int minimumLength, int atLeast)
    {
        var pool = new BlockPool(long.MaxValue);
        int handle = pool.Rent(512);
        ref Block block = ref pool[handle];
        block.Bytes[100] = 1;
        block.Bytes[101] = 2;
        (block.Start, block.End, block.Next) = (100, 102, pool.Rent(512));
        int next = block.Next;

        int grown = pool.Grow(handle, minimumLength);

        Assert.Equal([1, 2], pool[grown].Filled.ToArray());
        Assert.Equal((0, 2, next), (pool[grown].Start, pool[grown].End, pool[grown].Next));
        Assert.True(pool[grown].Bytes.Length >= atLeast);
        Assert.Equal(2, pool.RentedBlocks);
        Assert.Equal(512, pool.RetainedBytes);
    }

    [Fact]
    public void A_reference_stays_valid_while_others_rent()
    {
        var pool = new BlockPool(long.MaxValue);
        int handle = pool.Rent(512);
        ref Block block = ref pool[handle];
        for (int i = 0; i < 1_000; i++)
            pool.Rent(512);
        block.End = 7;

        Assert.Equal(7, pool[handle].End);
    }

    [Fact]
    public void Once_warm_renting_growing_and_returning_allocate_nothing()
    {
        var pool = new BlockPool(1 << 24);
        Work(pool);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Work(pool);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

#if DEBUG
    [Fact]
    public void Returning_a_block_twice_is_caught_and_so_is_its_use_after_return()
    {
        var pool = new BlockPool(long.MaxValue);
        int handle = pool.Rent(512);
        byte[] bytes = pool[handle].Bytes;
        pool.Return(handle);

        Assert.ThrowsAny<Exception>(() => pool.Return(handle));
        Assert.ThrowsAny<Exception>(() => pool[handle].End);
        Assert.All(bytes, value => Assert.Equal(0xDD, value));
    }
#endif

    private static void Work(BlockPool pool)
    {
        int first = 0;
        for (int i = 0; i < 300; i++)
        {
            int handle = pool.Grow(pool.Rent(i * 20), 0);
            pool[handle].Next = first;
            first = handle;
        }

        pool.ReturnChain(first);
    }
}

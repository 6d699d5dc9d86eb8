using CsCheck;
using Lws.Buffers;
using Xunit;

namespace Lws.Tests.Buffers;

/// <summary>Blocks that several refer to.</summary>
public class SharedBlockTests
{
    private static readonly Gen<(int Kind, int Length, int Pick)> Steps = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 9_000], Gen.Int[0, 1_000]);

    private readonly BlockPool _pool = new(1 << 20);

    [Fact]
    public void Short_pieces_are_neighbours_and_long_ones_and_those_alone_have_a_block_of_their_own()
    {
        SharedBytes first = _pool.Share(100, isAlone: false);
        SharedBytes second = _pool.Share(BlockPool.LongestTogether, isAlone: false);
        SharedBytes alone = _pool.Share(100, isAlone: true);
        SharedBytes large = _pool.Share(BlockPool.LongestTogether + 1, isAlone: false);

        Assert.Equal((first.Block, 0, 100), (second.Block, first.Start, second.Start));
        Assert.Equal(3, new[] { first.Block, alone.Block, large.Block }.Distinct().Count());
        Assert.Equal(16_384 + 512 + 8_192, _pool.SharedBytes);
        Assert.Equal(_pool.RentedBytes, _pool.SharedBytes);
    }

    [Fact]
    public void A_block_is_returned_when_nobody_refers_to_it_and_then_not_filled_any_more()
    {
        SharedBytes first = _pool.Share(100, isAlone: false);
        int reference = _pool.Refer(first);
        _pool.Release(first.Block);
        SharedBytes second = _pool.Share(100, isAlone: false);
        Assert.Equal(first.Block, second.Block);
        _pool.Release(second.Block);
        Assert.True(_pool.RentedBytes > 0);
        _pool.Return(reference);

        Assert.Equal((0, 0, 0), (_pool.RentedBytes, _pool.SharedBytes, _pool.RentedBlocks));
        SharedBytes third = _pool.Share(100, isAlone: false);
        Assert.Equal(0, third.Start);
        _pool.Release(third.Block);
    }

    [Fact]
    public void A_reference_has_a_beginning_and_an_end_of_its_own_and_takes_no_bytes()
    {
        SharedBytes piece = _pool.Share(10, isAlone: false);
        "0123456789"u8.CopyTo(_pool.BytesOf(piece));
        int one = _pool.Refer(piece);
        int other = _pool.Refer(piece);
        _pool[one].Start += 4;

        Assert.Equal("456789"u8, _pool[one].Filled);
        Assert.Equal("0123456789"u8, _pool[other].Filled);
        Assert.False(_pool[one].TakesMore);
        Assert.Equal(1, _pool.RentedBlocks);
    }

    [Fact]
    public void Blocks_and_references_take_each_others_place()
    {
        SharedBytes piece = _pool.Share(3, isAlone: false);
        "abc"u8.CopyTo(_pool.BytesOf(piece));
        int block = _pool.Rent(600);
        _pool[block].End = 600;
        int next = _pool.Rent(1);
        _pool[block].Next = next;

        _pool.Replace(block, _pool.Refer(piece));
        Assert.Equal("abc"u8, _pool[block].Filled);
        _pool.Release(piece.Block);
        int own = _pool.Rent(600);
        _pool[own].End = 5;
        _pool.Replace(block, own);

        Assert.Equal((5, next), (_pool[block].Length, _pool[block].Next));
        Assert.Equal(0, _pool.SharedBytes);
        _pool.ReturnChain(block);
        Assert.Equal((0, 0), (_pool.RentedBytes, _pool.RentedBlocks));
    }

    [Fact]
    public void Bytes_stay_until_the_last_reference_has_gone() => Steps.Array[1, 200].Sample(
        steps =>
        {
            var pool = new BlockPool(65_536);
            var model = new List<(int Handle, byte[] Filled)>();
            foreach ((int kind, int length, int pick) in steps)
            {
                if (kind < 3)
                {
                    SharedBytes piece = pool.Share(length / (kind + 1), isAlone: pick % 10 == 0);
                    pool.BytesOf(piece).Fill((byte)pick);
                    for (int count = 0; count < pick % 4; count++)
                        model.Add((pool.Refer(piece), pool.BytesOf(piece).ToArray()));
                    pool.Release(piece.Block);
                }
                else if (model.Count > 0)
                {
                    pool.Return(model[pick % model.Count].Handle);
                    model.RemoveAt(pick % model.Count);
                }

                Assert.All(model, entry => Assert.True(pool[entry.Handle].Filled.SequenceEqual(entry.Filled), "The bytes changed."));
                Assert.Equal(pool.RentedBytes, pool.SharedBytes);
                Assert.InRange(pool.SharedBytes, 0, 16_384L * (model.Count + 1));
            }

            foreach ((int handle, _) in model)
                pool.Return(handle);
            Assert.Equal((0, 0, 0), (pool.RentedBytes, pool.SharedBytes, pool.RentedBlocks));
        },
        iter: 300);
}

using CsCheck;
using Lws.Buffers;
using Xunit;

namespace Lws.Tests.Buffers;

/// <summary>The pool against arrays of the garbage collector: no two blocks share bytes, and the counters add up.</summary>
public class BlockPoolModelTests
{
    private const long RetainLimit = 16_384;

    private static readonly Gen<(int Step, int Length, int Pick, byte Fill)> Steps = Gen.Select(
        Gen.Int[0, 4],
        Gen.Frequency((8, Gen.Int[0, 5_000]), (1, Gen.Int[0, 70_000]), (1, Gen.Const((1 << 20) + 1))),
        Gen.Int[0, 1_000],
        Gen.Byte);

    [Fact]
    public void The_pool_keeps_what_was_written()
    {
        Steps.Array[1, 60].Sample(
            steps =>
            {
                var pool = new BlockPool(RetainLimit);
                var model = new List<(int Handle, byte[] Filled)>();
                foreach ((int step, int length, int pick, byte fill) in steps)
                    Do(pool, model, step, length, pick, fill);
            },
            iter: 200);
    }

    private static void Do(BlockPool pool, List<(int Handle, byte[] Filled)> model, int step, int length, int pick, byte fill)
    {
        if (step < 2 || model.Count == 0)
        {
            int handle = pool.Rent(length);
            Assert.DoesNotContain(model, block => block.Handle == handle);
            Assert.True(pool[handle].Free.Length >= length);
            model.Add((handle, Fill(ref pool[handle], pick, fill)));
        }
        else
        {
            int index = pick % model.Count;
            (int handle, byte[] filled) = model[index];
            if (step == 2)
            {
                int twice = 2 * pool[handle].Bytes.Length;
                model[index] = (pool.Grow(handle, length), filled);
                Assert.True(pool[model[index].Handle].Bytes.Length >= Math.Max(twice, length));
            }
            else
            {
                pool.Return(handle);
                model.RemoveAt(index);
            }
        }

        foreach ((int handle, byte[] filled) in model)
            Assert.True(pool[handle].Filled.SequenceEqual(filled), "The block's bytes changed.");
        Assert.Equal(model.Count, pool.RentedBlocks);
        Assert.Equal(model.Sum(block => (long)pool[block.Handle].Bytes.Length), pool.RentedBytes);
        Assert.InRange(pool.RetainedBytes, 0, RetainLimit);
    }

    private static byte[] Fill(ref Block block, int pick, byte fill)
    {
        block.Start = Math.Min(pick % 40, block.Bytes.Length);
        block.End = Math.Min(block.Start + pick, block.Bytes.Length);
        block.Bytes.AsSpan(block.Start..block.End).Fill(fill);
        return block.Filled.ToArray();
    }
}

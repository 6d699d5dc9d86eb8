using CsCheck;
using Lws.Connections;
using Xunit;

namespace Lws.Tests.Connections.FdTables;

/// <summary>What holds for every fd table; a derived class for each structure.</summary>
public abstract class FdTableTests<TTable>
    where TTable : struct, IFdTable
{
    // The number of the highest descriptor that a Linux process can be allowed to have.
    private const int HugeFd = 1_073_741_815;

    private enum Step
    {
        Add,
        Close,
        Find,
        Recycle,
    }

    [Theory]
    [ClassData(typeof(FdLimits))]
    public void It_answers_what_a_dictionary_answers(int limit)
    {
        // Numbers from a small range are used again soon; numbers a power of two apart meet in a hash.
        int range = Math.Min(2 * limit, 300) + 3;
        Gen<int> fds = Gen.Frequency(
            (6, Gen.Int[0, range]),
            (3, Gen.Int[0, range].Select(fd => fd << 12)),
            (1, Gen.Int[0, int.MaxValue]));
        Gen<Step> steps = Gen.Frequency(
            (6, Gen.Const(Step.Add)), (4, Gen.Const(Step.Close)), (2, Gen.Const(Step.Find)), (1, Gen.Const(Step.Recycle)));

        Gen.Select(steps, fds).Array[1, 400].Sample(
            run =>
            {
                var model = new FdTableModel<TTable>(Create(limit), limit);
                foreach ((Step step, int fd) in run)
                    Do(model, step, fd);
                model.CheckAll();
            },
            iter: limit > 1_000 ? 20 : 100);
    }

    [Theory]
    [ClassData(typeof(FdLimits))]
    public void Filled_to_the_limit_it_finds_every_descriptor_and_refuses_the_next(int limit)
    {
        TTable table = Create(limit);
        for (int i = 0; i < limit; i++)
            Assert.True(table.TryAdd(3 + (7 * i), out _));

        Assert.True(table.IsFull);
        Assert.False(table.TryAdd(1, out _));
        int step = Math.Max(1, limit / 1_000);
        for (int i = 0; i < limit; i += step)
        {
            Assert.True(table.TryFind(3 + (7 * i), out int slot));
            Assert.True(table.IsCurrent(slot, table.GenerationOf(slot)));
            Assert.False(table.TryFind(4 + (7 * i), out _));
        }
    }

    [Theory]
    [ClassData(typeof(FdLimits))]
    public void Full_refused_freed_and_accepted_again_a_thousand_times(int limit)
    {
        TTable table = Create(limit);
        for (int fd = 0; fd < limit; fd++)
            Assert.True(table.TryAdd(fd, out _));

        for (int i = 0; i < 1_000; i++)
        {
            int fd = limit + i;
            Assert.False(table.TryAdd(fd, out _));
            Assert.True(table.TryFind(i, out int closed));
            uint generation = table.GenerationOf(closed);
            table.Close(closed);
            Assert.False(table.TryAdd(fd, out _), "A closed slot is not free before it is recycled.");
            table.Recycle(closed);
            Assert.True(table.TryAdd(fd, out int slot));
            Assert.Equal(closed, slot);
            Assert.False(table.IsCurrent(slot, generation));
        }

        Assert.Equal(limit, table.Count);
    }

    [Fact]
    public void Descriptor_0_is_a_descriptor_and_an_empty_table_does_not_hold_it()
    {
        TTable table = Create(8);
        Assert.False(table.TryFind(0, out _));
        Assert.True(table.TryAdd(0, out int slot));
        Assert.True(table.TryFind(0, out int found));
        Assert.Equal(slot, found);

        table.Close(slot);
        Assert.False(table.TryFind(0, out _));
        table.Recycle(slot);
        Assert.False(table.TryFind(0, out _));
        Assert.Equal(0, table.Count);
    }

    [Fact]
    public void The_size_of_a_descriptors_number_does_not_matter()
    {
        TTable table = Create(8);
        int[] fds = [HugeFd, HugeFd - 1, int.MaxValue, 1 << 30, 0];
        foreach (int fd in fds)
            Assert.True(table.TryAdd(fd, out _));

        Assert.All(fds, fd => Assert.True(table.TryFind(fd, out _)));
        Assert.True(table.TryFind(HugeFd, out int slot));
        table.Close(slot);
        Assert.False(table.TryFind(HugeFd, out _));
        Assert.All(fds[1..], fd => Assert.True(table.TryFind(fd, out _)));
    }

    [Fact]
    public void Once_warm_it_allocates_nothing()
    {
        TTable table = Create(1_000);
        Turn(ref table);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Turn(ref table);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

#if DEBUG
    [Fact]
    public void Misuse_is_caught()
    {
        TTable table = Create(8);
        Assert.True(table.TryAdd(5, out int slot));
        Assert.ThrowsAny<Exception>(() => table.TryAdd(5, out _));
        Assert.ThrowsAny<Exception>(() => table.Recycle(slot));

        table.Close(slot);
        Assert.ThrowsAny<Exception>(() => table.Close(slot));

        table.Recycle(slot);
        Assert.ThrowsAny<Exception>(() => table.Recycle(slot));
        Assert.ThrowsAny<Exception>(() => table.Close(slot));
    }
#endif

    private static TTable Create(int limit)
    {
        TTable table = default;
        table.Initialize(limit);
        return table;
    }

    private static void Turn(ref TTable table)
    {
        for (int fd = 0; fd < 1_000; fd++)
            table.TryAdd(fd * 3, out _);
        for (int fd = 0; fd < 1_000; fd++)
        {
            table.TryFind(fd * 3, out int slot);
            table.Close(slot);
            table.Recycle(slot);
        }
    }

    private static void Do(FdTableModel<TTable> model, Step step, int fd)
    {
        switch (step)
        {
            case Step.Add:
                model.AddOrFind(fd);
                break;
            case Step.Close when model.Fds.Any():
                model.Close(model.Fds.ElementAt(fd % model.Fds.Count()));
                break;
            case Step.Find:
                model.Find(fd);
                break;
            case Step.Recycle:
                model.RecycleAll();
                break;
        }
    }
}
